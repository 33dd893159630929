//! Asahi Street as the picture of the dashboard shows it: its shops, and periods to look at.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use noren_views::Lang;
use noren_views::chart::{Point, Shown};
use noren_views::crest::Trade;
use noren_views::dashboard::overview::{Cell, Column, Ground, LeftOut, NeedFlow, Overview, Todo};
use noren_views::dashboard::{Kind, Office, Period, Shop};

type Row = (&'static str, &'static str, &'static str, Trade, &'static str, (f64, f64));

/// In the order they joined, each with its place on the map.
const SHOPS: [Row; 24] = {
    use Trade::*;
    [
        ("kameya", "Kameya Tofu", "かめや", Food, "double.plum.4.square.1", (34.0, 175.0)),
        ("isoharu", "Isoharu Fish", "いそはる", Food, "snow.bars.3.none.0", (76.0, 184.0)),
        ("tsukinowa", "Tsukinowa Sake", "つきのわ酒店", Drink, "none.tomoe.3.none.0", (77.0, 140.0)),
        ("muginote", "Muginote Bakery", "むぎのて", Bake, "diamond.diamond.8.ring.1", (111.0, 160.0)),
        ("rinrin", "Rinrinsha Cycles", "りんりん舎", Home, "hexagon.plum.5.dot.0", (119.0, 120.0)),
        ("hanaguruma", "Hanaguruma", "はなぐるま", Joy, "hexagon.fan.6.ring.0", (144.0, 150.0)),
        ("kotonoha", "Kotonoha Books", "ことのは書房", Joy, "diamond.tomoe.4.none.1", (162.0, 114.0)),
        ("asagao", "Asagao Hair", "理容あさがお", Care, "corner.heart.4.ring.0", (179.0, 149.0)),
        ("hakuro", "Hakuro Pharmacy", "はくろ薬局", Care, "ring.fan.5.dot.0", (203.0, 117.0)),
        ("tsubame", "Tsubamedo Sweets", "つばめ堂", Bake, "none.planets.8.none.0", (214.0, 153.0)),
        ("lamp", "Lamp Coffee", "らんぷ", Drink, "ring.scale.4.ring.1", (243.0, 124.0)),
        ("yaomino", "Yaomino Greens", "やおみの", Food, "none.drop.5.ring.0", (253.0, 161.0)),
        ("marutomi", "Marutomi Meat", "まるとみ", Food, "snow.plum.4.square.0", (283.0, 134.0)),
        ("inaho", "Inaho Rice", "いなほ米店", Food, "corner.scale.6.ring.0", (294.0, 172.0)),
        ("chigusa", "Chigusa Tea", "ちぐさ茶舗", Drink, "hexagon.leaf.3.square.0", (322.0, 143.0)),
        ("kanazuchi", "Kanazuchi Tools", "かなづち屋", Home, "none.diamond.4.none.0", (336.0, 178.0)),
        ("tokiwa", "Tokiwa Watches", "ときわ時計店", Joy, "disc.rings.3.ring.0", (362.0, 146.0)),
        ("komichi", "Komichi Glasses", "めがねの小路", Care, "corner.plum.5.none.0", (381.0, 181.0)),
        ("nunoya", "Nunoya Cloth", "ぬのや藍", Home, "ring.planets.6.none.0", (401.0, 143.0)),
        ("suzume", "Suzume Baths", "すずめ湯", Care, "hexagon.diamond.3.dot.0", (428.0, 173.0)),
        ("hidamari", "Hidamari Kitchen", "ひだまり", Drink, "ring.rings.5.square.0", (443.0, 132.0)),
        ("shirayuki", "Shirayuki Laundry", "しらゆき", Home, "hexagon.planets.5.none.0", (478.0, 153.0)),
        ("hikari", "Hikari Photo", "ひかり写真館", Joy, "none.plum.5.none.1", (485.0, 106.0)),
        ("tanabata", "Tanabata Electric", "たなばた電器", Home, "ring.drop.6.none.0", (529.0, 116.0)),
    ]
};

pub fn shops(lang: Lang) -> Vec<Shop> {
    SHOPS
        .iter()
        .map(|(code, en, ja, trade, crest, _)| Shop {
            code: (*code).to_owned(),
            name: if lang == Lang::Ja { *ja } else { *en }.to_owned(),
            trade: *trade,
            crest: crest.parse().unwrap(),
        })
        .collect()
}

pub fn shop(lang: Lang, code: &str) -> Shop {
    shops(lang).into_iter().find(|shop| shop.code == code).unwrap()
}

fn say(lang: Lang, en: &str, ja: &str) -> String {
    if lang == Lang::Ja { ja } else { en }.to_owned()
}

const OCTOBER: [u64; 31] = [
    174, 190, 270, 209, 128, 165, 97, 108, 196, 264, 208, 115, 98, 158, 172, 187, 237, 186, 119, 105, 110, 161, 192,
    290, 199, 117, 91, 175, 162, 175, 277,
];

pub fn october(lang: Lang) -> Overview {
    let period = Period::around(Kind::Month, date(2026, 10, 1));
    let columns = OCTOBER.iter().enumerate().map(|(at, visits)| Column {
        first: date(2026, 10, at as i8 + 1),
        visits: Shown::Number(*visits),
        rain: Some([7, 8, 13, 20, 21, 27].contains(&(at + 1))),
        event: (at == 23).then(|| say(lang, "Autumn fair", "秋の市")),
    });
    let shop = |code| shop(lang, code);
    Overview {
        office: Office::Coordinator,
        period,
        has_next: true,
        so_far: None,
        visits: Shown::Number(5310),
        change: Some(6),
        passports: Shown::Number(615),
        shared: Some(58),
        shared_change: Some(6),
        slips_given: Shown::Number(340),
        slips_used: Shown::Number(205),
        columns: columns.collect(),
        average_before: Some(167),
        shares: shares(period, &[41, 44, 46, 43, 52, 58]),
        by_shops: [Shown::Number(260), Shown::Number(145), Shown::Number(100), Shown::Number(110)],
        flows: flows(lang),
        few_flows: 6,
        ground: ground(lang),
        left_out: vec![
            LeftOut::Silent { shop: shop("tanabata"), since: Some(date(2026, 10, 27)), shared: Shown::Few },
            LeftOut::NoSlipsIn { shop: shop("tokiwa"), weeks: 5, shared: Shown::Number(15) },
            LeftOut::SendsOnly { shop: shop("nunoya"), shared: Shown::Number(20) },
            LeftOut::Paper { passports: 20, slips: 5 },
        ],
        todos: vec![
            Todo::InviteOwner { shop: shop("tanabata"), visits: Shown::Number(45) },
            Todo::Pair {
                from: shop("kotonoha"),
                to: shop("lamp"),
                people: Shown::Number(75),
                given: Shown::Number(30),
            },
            Todo::MapCategories { categories: 2, shops: 3, example: shop("kanazuchi").name },
        ],
    }
}

fn shares(last: Period, percents: &[u8]) -> Vec<(Period, Option<u8>)> {
    let mut period = last;
    let mut out: Vec<_> = percents
        .iter()
        .rev()
        .map(|percent| {
            let this = period;
            period = period.before();
            (this, Some(*percent))
        })
        .collect();
    out.reverse();
    out
}

fn flows(lang: Lang) -> Vec<NeedFlow> {
    let name = |en: &str| {
        let names = [
            ("Fish", "魚"),
            ("Tofu", "豆腐"),
            ("Bread", "パン"),
            ("Books", "本"),
            ("Hair", "髪"),
            ("Sake", "酒"),
            ("Greens", "八百屋"),
            ("Coffee", "喫茶"),
            ("Flowers", "花"),
        ];
        let ja = names.iter().find(|(known, _)| *known == en).unwrap().1;
        say(lang, en, ja)
    };
    [
        ("Fish", "Sake", 120),
        ("Fish", "Tofu", 185),
        ("Tofu", "Greens", 140),
        ("Bread", "Greens", 95),
        ("Bread", "Coffee", 210),
        ("Books", "Coffee", 75),
        ("Hair", "Coffee", 60),
        ("Hair", "Flowers", 35),
    ]
    .iter()
    .map(|(from, to, people)| NeedFlow { from: name(from), to: name(to), people: *people })
    .collect()
}

fn ground(lang: Lang) -> Ground {
    let at_shop = |at: usize| {
        if at == 23 { 0 } else { 470u64.saturating_sub(at as u64 * 17 + (at as u64 * 53) % 70) }
    };
    let mut cells: Vec<Cell> = Vec::new();
    for row in 0..6 {
        for column in -1..11 {
            let middle =
                (f64::from(column) * 57.0 + if row % 2 == 0 { 0.0 } else { 28.5 } + 19.0, 23.0 + f64::from(row) * 49.0);
            let inside = |at: &usize| (SHOPS[*at].5.0 - middle.0).hypot(SHOPS[*at].5.1 - middle.1) < 30.0;
            let visits: u64 = (0..24).filter(inside).map(at_shop).sum();
            let shown = if inside(&23) { Shown::Few } else { Shown::Number(visits / 5 * 5) };
            let corners = (0..6)
                .map(|at| (f64::from(at) * std::f64::consts::PI / 3.0).sin_cos())
                .map(|(s, c)| (middle.0 + s * 33.0, middle.1 + c * 33.0))
                .collect();
            cells.push(Cell { corners, visits: shown });
        }
    }
    let boundary = ring(&[
        (8.0, 205.0),
        (40.0, 95.0),
        (95.0, 30.0),
        (190.0, 8.0),
        (300.0, 26.0),
        (400.0, 20.0),
        (500.0, 4.0),
        (550.0, 40.0),
        (556.0, 130.0),
        (540.0, 230.0),
        (440.0, 272.0),
        (330.0, 262.0),
        (200.0, 278.0),
        (110.0, 262.0),
        (20.0, 262.0),
    ]);
    let way = smooth(&[
        (4.0, 225.0),
        (4.0, 222.0),
        (50.0, 180.0),
        (95.0, 145.0),
        (150.0, 132.0),
        (210.0, 135.0),
        (270.0, 148.0),
        (330.0, 160.0),
        (400.0, 162.0),
        (450.0, 152.0),
        (505.0, 132.0),
        (556.0, 90.0),
        (560.0, 86.0),
    ]);
    let shops = shops(lang).into_iter().zip(SHOPS.iter().map(|row| row.5)).collect();
    Ground {
        cells,
        boundary: vec![boundary],
        ways: vec![way],
        shops,
        places: vec![(say(lang, "Station", "駅"), (70.0, 245.0)), (say(lang, "East end", "東はずれ"), (480.0, 232.0))],
    }
}

fn smooth(points: &[Point]) -> Vec<Point> {
    ring(points)[8..8 * (points.len() - 2)].to_vec()
}

/// A smooth ring through points, by Catmull–Rom.
fn ring(points: &[Point]) -> Vec<Point> {
    let n = points.len();
    (0..n)
        .flat_map(|at| {
            let p = move |k: usize| points[(at + n + k - 1) % n];
            (0..8).map(move |step| {
                let u = f64::from(step) / 8.0;
                let mix = |a: f64, b: f64, c: f64, d: f64| {
                    0.5 * (2.0 * b
                        + (c - a) * u
                        + (2.0 * a - 5.0 * b + 4.0 * c - d) * u * u
                        + (3.0 * b - a - 3.0 * c + d) * u * u * u)
                };
                (mix(p(0).0, p(1).0, p(2).0, p(3).0), mix(p(0).1, p(1).1, p(2).1, p(3).1))
            })
        })
        .collect()
}

/// A street in its first days: next to nothing may be shown.
pub fn begun(lang: Lang) -> Overview {
    let period = Period::around(Kind::Month, date(2026, 11, 1));
    let mut page = october(lang);
    for cell in &mut page.ground.cells {
        if cell.visits != Shown::Number(0) {
            cell.visits = Shown::Few;
        }
    }
    let columns = (0..21).map(|at| Column {
        first: date(2026, 11, at + 1),
        visits: match at {
            0..=17 => Shown::Number(0),
            18 => Shown::Few,
            19 => Shown::Few,
            _ => Shown::Number(14),
        },
        rain: None,
        event: None,
    });
    Overview {
        period,
        has_next: false,
        so_far: Some(date(2026, 11, 21)),
        visits: Shown::Number(23),
        change: None,
        passports: Shown::Number(15),
        shared: None,
        shared_change: None,
        slips_given: Shown::Few,
        slips_used: Shown::Few,
        columns: columns.collect(),
        average_before: None,
        shares: vec![(period, None)],
        by_shops: [Shown::Number(10), Shown::Few, Shown::Few, Shown::Number(0)],
        flows: vec![],
        few_flows: 2,
        left_out: vec![],
        todos: vec![Todo::Notice { last: None }],
        ..page
    }
}

pub fn year(lang: Lang) -> Overview {
    let period = Period::around(Kind::Year, date(2026, 1, 1));
    let visits = [3900, 4100, 4600, 4400, 4700, 4300, 4550, 3800, 5010, 5310, 3700];
    let columns = visits.iter().enumerate().map(|(at, visits)| Column {
        first: date(2026, at as i8 + 1, 1),
        visits: Shown::Number(*visits),
        rain: None,
        event: None,
    });
    Overview {
        period,
        has_next: false,
        so_far: Some(date(2026, 11, 21)),
        visits: Shown::Number(48_370),
        change: Some(12),
        shared_change: Some(-2),
        columns: columns.collect(),
        average_before: Some(3980),
        shares: shares(period, &[44, 60, 58]),
        ..october(lang)
    }
}

pub fn week(lang: Lang) -> Overview {
    let first: Date = date(2026, 10, 19);
    let period = Period::around(Kind::Week, first);
    let columns = (0..7).map(|at| Column {
        first: first.checked_add(i64::from(at).days()).unwrap(),
        visits: Shown::Number(OCTOBER[18 + at as usize]),
        rain: Some(at == 1 || at == 2),
        event: None,
    });
    Overview {
        period,
        visits: Shown::Number(1176),
        change: Some(-9),
        shared_change: Some(0),
        columns: columns.collect(),
        average_before: Some(170),
        shares: shares(period, &[41, 44, 46, 43, 52, 58]),
        ..october(lang)
    }
}
