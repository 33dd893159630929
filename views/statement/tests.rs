use super::*;
use crate::crest::{Crest, Trade};
use jiff::civil::date;

fn shop(code: &str) -> dashboard::Shop {
    dashboard::Shop { code: code.into(), name: code.into(), trade: Trade::Food, crest: Crest::of_street(code) }
}

fn line(code: Code, other: Option<&str>, count: i64, points: i64, money: i64) -> Line {
    Line { code, other: other.map(shop), count, points, lot: 350, rate: if money > 0 { 500 } else { 700 }, money }
}

fn sheet(lines: Vec<Line>) -> Sheet {
    Sheet {
        shop: shop("kameya"),
        street: "Asahi".into(),
        currency: "JPY".into(),
        number: "2610-003".into(),
        month: "2026-10".into(),
        first: date(2026, 10, 1),
        last: date(2026, 10, 31),
        issued: date(2026, 11, 5),
        net: lines.iter().map(|l| l.money).sum(),
        lines,
        object_until: date(2026, 11, 19),
        contact: "Shirai".into(),
        head: "0123456789abcdef".repeat(4),
        published: "https://noren.example/x".into(),
        street_invoice: String::new(),
        shop_invoice: String::new(),
    }
}

#[test]
fn the_bars_hang_from_each_other() {
    let said = sheet(vec![line(Code::Taken, None, 9, 700, 1000), line(Code::Given, None, 9, 300, -600)]).said(Lang::En);
    let spans: Vec<(f64, f64)> = said.bars.iter().map(|b| (b.from, b.to)).collect();
    assert_eq!(spans, [(0.0, 1.0), (0.4, 1.0), (0.0, 0.4)]);
    assert_eq!((said.amount.as_str(), said.bars[1].said.as_str()), ("¥400", "−¥600"));
    let said = sheet(vec![line(Code::Taken, None, 9, 300, 400), line(Code::Given, None, 9, 700, -1000)]).said(Lang::Ja);
    assert_eq!(said.bars[2].said, "600円 お支払い");
    assert!(said.bars.iter().all(|b| 0.0 <= b.from && b.from <= b.to && b.to <= 1.0), "{:?}", said.bars);
    assert_eq!(said.period, "令和8年10月分（10月1日 〜 10月31日）");
}

#[test]
fn three_shops_and_the_others() {
    let thanks = |n: i64| (0..n).map(|i| line(Code::ThanksGot, Some(&format!("s{i}")), n - i, 7, 10)).collect();
    let of = |n| sheet(thanks(n)).said(Lang::En).sent;
    assert_eq!(of(2).rows.len(), 2);
    assert_eq!((of(4).rows.len(), of(4).others), (4, None), "one other is named");
    let six = of(6);
    assert_eq!(six.rows.len(), 3);
    assert_eq!(six.others, Some(("3 other shops".into(), "6 slips".into())));
    assert_eq!(six.title, "Slips you sent that were used: 21");
}

#[test]
fn a_rate_is_said_by_the_point_where_it_is_whole() {
    let one = Line { lot: 100, rate: 200, ..line(Code::Given, None, 3, 500, -1000) };
    assert_eq!(sheet(vec![one]).said(Lang::Ja).pays.rows[0].how, "500点 × 2円");
    let lot = line(Code::Taken, None, 3, 9240, 13200);
    assert_eq!(sheet(vec![lot]).said(Lang::Ja).gets.rows[0].how, "9,240点 × 500円／350点");
}

#[test]
fn the_tax_is_in_the_fee_alone() {
    let fee = Line { lot: 1, rate: 0, ..line(Code::Fee, None, 1, 0, -1000) };
    let with = sheet(vec![fee]);
    assert_eq!((with.fee(), with.fee_tax()), (1000, 90));
    assert_eq!(with.said(Lang::En).tax.len(), 3);
    assert!(Sheet { currency: "EUR".into(), ..with }.said(Lang::En).tax.is_empty());
}

#[test]
fn money_as_people_type_it() {
    for (typed, sum) in [("1,280", 1280), ("１２８０円", 1280), (" ¥ 0 ", 0)] {
        assert_eq!(typed_money("JPY", typed), Some(sum), "{typed}");
    }
    assert_eq!((typed_money("EUR", "12.8"), typed_money("EUR", "12")), (Some(1280), Some(1200)));
    for bad in ["", "-5", "1.5", "x", "1e3", "9999999999999"] {
        assert_eq!(typed_money("JPY", bad), None, "{bad}");
    }
    assert_eq!(
        (plain("JPY", -1280), plain("EUR", -1280), plain("EUR", 5)),
        ("-1280".into(), "-12.80".into(), "0.05".into())
    );
}
