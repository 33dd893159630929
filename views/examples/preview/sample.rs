//! Asahi Street as the pictures show it.

use noren_views::crest::{Crest, Trade};
use noren_views::{Frame, Lang, Street};

pub struct Shop {
    pub code: &'static str,
    pub en: &'static str,
    pub ja: &'static str,
    pub trade_en: &'static str,
    pub trade_ja: &'static str,
    pub trade: Trade,
    pub crest: Crest,
}

impl Shop {
    pub fn name(&self, lang: Lang) -> &'static str {
        if lang == Lang::Ja { self.ja } else { self.en }
    }

    pub fn trade_name(&self, lang: Lang) -> &'static str {
        if lang == Lang::Ja { self.trade_ja } else { self.trade_en }
    }
}

/// The twenty-four, in the order they joined.
pub fn shops() -> Vec<Shop> {
    use Trade::*;
    let rows: [(&str, &str, &str, &str, &str, Trade, &str); 24] = [
        ("kameya", "Kameya Tofu", "かめや", "tofu", "豆腐", Food, "double.plum.4.square.1"),
        ("isoharu", "Isoharu Fish", "いそはる", "fish", "鮮魚", Food, "snow.bars.3.none.0"),
        ("tsukinowa", "Tsukinowa Sake", "つきのわ酒店", "sake", "酒", Drink, "none.tomoe.3.none.0"),
        ("muginote", "Muginote Bakery", "むぎのて", "bread", "パン", Bake, "diamond.diamond.8.ring.1"),
        ("rinrin", "Rinrinsha Cycles", "りんりん舎", "bicycles", "自転車", Home, "hexagon.plum.5.dot.0"),
        ("hanaguruma", "Hanaguruma", "はなぐるま", "flowers", "花", Joy, "hexagon.fan.6.ring.0"),
        ("kotonoha", "Kotonoha Books", "ことのは書房", "books", "本", Joy, "diamond.tomoe.4.none.1"),
        ("asagao", "Asagao Hair", "理容あさがお", "hair", "理髪", Care, "corner.heart.4.ring.0"),
        ("hakuro", "Hakuro Pharmacy", "はくろ薬局", "pharmacy", "薬局", Care, "ring.fan.5.dot.0"),
        ("tsubame", "Tsubamedo Sweets", "つばめ堂", "sweets", "和菓子", Bake, "none.planets.8.none.0"),
        ("lamp", "Lamp Coffee", "らんぷ", "coffee", "喫茶", Drink, "ring.scale.4.ring.1"),
        ("yaomino", "Yaomino Greens", "やおみの", "greens", "八百屋", Food, "none.drop.5.ring.0"),
        ("marutomi", "Marutomi Meat", "まるとみ", "meat", "精肉", Food, "snow.plum.4.square.0"),
        ("inaho", "Inaho Rice", "いなほ米店", "rice", "米", Food, "corner.scale.6.ring.0"),
        ("chigusa", "Chigusa Tea", "ちぐさ茶舗", "tea", "茶", Drink, "hexagon.leaf.3.square.0"),
        ("kanazuchi", "Kanazuchi Tools", "かなづち屋", "hardware", "金物", Home, "none.diamond.4.none.0"),
        ("tokiwa", "Tokiwa Watches", "ときわ時計店", "watches", "時計", Joy, "disc.rings.3.ring.0"),
        ("komichi", "Komichi Glasses", "めがねの小路", "glasses", "眼鏡", Care, "corner.plum.5.none.0"),
        ("nunoya", "Nunoya Cloth", "ぬのや藍", "cloth", "布", Home, "ring.planets.6.none.0"),
        ("suzume", "Suzume Baths", "すずめ湯", "baths", "銭湯", Care, "hexagon.diamond.3.dot.0"),
        ("hidamari", "Hidamari Kitchen", "ひだまり", "kitchen", "食堂", Drink, "ring.rings.5.square.0"),
        ("shirayuki", "Shirayuki Laundry", "しらゆき", "laundry", "洗張", Home, "hexagon.planets.5.none.0"),
        ("hikari", "Hikari Photo", "ひかり写真館", "photos", "写真", Joy, "none.plum.5.none.0"),
        ("tanabata", "Tanabata Electric", "たなばた電器", "electric", "電器", Home, "ring.drop.6.none.0"),
    ];
    rows.into_iter()
        .map(|(code, en, ja, trade_en, trade_ja, trade, crest)| Shop {
            code,
            en,
            ja,
            trade_en,
            trade_ja,
            trade,
            crest: self::crest(crest),
        })
        .collect()
}

pub fn shop(code: &str) -> Shop {
    shops().swap_remove(shops().iter().position(|shop| shop.code == code).unwrap_or_default())
}

pub fn frame(lang: Lang) -> Frame {
    Frame {
        lang,
        here: "/".to_owned(),
        street: Some(Street {
            code: "asahi".to_owned(),
            name: if lang == Lang::Ja { "あさひ通り" } else { "Asahi Street" }.to_owned(),
            crest: crest("disc.daisy.12.ring.0"),
            lang: Lang::Ja,
            currency: "JPY".to_owned(),
        }),
        signed_in: None,
        ..Frame::default()
    }
}

/// A crest as it is stored.
pub fn crest(code: &str) -> Crest {
    code.parse().unwrap_or_else(|_| Crest::of_street(code))
}
