//! ISO 20022 credit transfer initiation, pain.001.001.09: the same payments for banks that take XML. Pure; the schema is in
//! tests/data. Written here and not by a crate, since those at hand know the euro alone.

use super::Flaw;
use super::rules::{Details, Kind};
use super::zengin::Entry;
use jiff::civil::{Date, DateTime};
use noren_views::words::decimals;
use std::fmt::Write as _;

/// Eighteen digits are what the schema has room for; a bank's own systems hold fewer.
const AMOUNT_MOST: i64 = 999_999_999_999;

/// One message: its number, when it was made, in which money, by whom, and on which day it is to be paid.
#[derive(Clone, Debug)]
pub struct Message<'a> {
    /// Up to 35 signs, never used twice.
    pub id: &'a str,
    pub made: DateTime,
    pub currency: &'a str,
    pub payer: &'a Details,
    pub on: Date,
    /// What stands on the shop's bank statement: `Asahi 2026-10`.
    pub about: &'a str,
}

/// # Errors
/// Every flaw there is, shop by shop.
pub fn transfer(message: &Message<'_>, entries: &[Entry]) -> Result<String, Vec<Flaw>> {
    let total = check(entries)?;
    let (count, total) = (entries.len(), written(total, message.currency));
    let euro = message.currency == "EUR";
    let mut xml = Xml::default();
    xml.open("CstmrCdtTrfInitn");
    xml.open("GrpHdr");
    xml.put("MsgId", message.id);
    xml.put("CreDtTm", &message.made.strftime("%Y-%m-%dT%H:%M:%S").to_string());
    xml.put("NbOfTxs", &count.to_string());
    xml.put("CtrlSum", &total);
    xml.open("InitgPty").put("Nm", &message.payer.holder);
    xml.close("InitgPty").close("GrpHdr");
    xml.open("PmtInf");
    xml.put("PmtInfId", message.id);
    xml.put("PmtMtd", "TRF").put("BtchBookg", "true");
    xml.put("NbOfTxs", &count.to_string()).put("CtrlSum", &total);
    if euro {
        xml.open("PmtTpInf").open("SvcLvl").put("Cd", "SEPA").close("SvcLvl").close("PmtTpInf");
    }
    xml.open("ReqdExctnDt").put("Dt", &message.on.to_string()).close("ReqdExctnDt");
    xml.open("Dbtr").put("Nm", &message.payer.holder).close("Dbtr");
    account(&mut xml, "DbtrAcct", message.payer);
    agent(&mut xml, "DbtrAgt", message.payer);
    // Each pays its own bank; in the euro area that is the only way there is.
    xml.put("ChrgBr", if euro { "SLEV" } else { "SHAR" });
    for entry in entries {
        let Some(to) = &entry.account else { continue };
        xml.open("CdtTrfTxInf");
        xml.open("PmtId").put("EndToEndId", &entry.number).close("PmtId");
        let amount = written(entry.amount, message.currency);
        xml.open("Amt").put_with("InstdAmt", Some(("Ccy", message.currency)), &amount).close("Amt");
        agent(&mut xml, "CdtrAgt", to);
        xml.open("Cdtr").put("Nm", &to.holder).close("Cdtr");
        account(&mut xml, "CdtrAcct", to);
        xml.open("RmtInf").put("Ustrd", &format!("{} {}", message.about, entry.number)).close("RmtInf");
        xml.close("CdtTrfTxInf");
    }
    xml.close("PmtInf").close("CstmrCdtTrfInitn");
    Ok(xml.document("urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"))
}

fn check(entries: &[Entry]) -> Result<i64, Vec<Flaw>> {
    let mut flaws = Vec::new();
    if entries.is_empty() {
        flaws.push(Flaw::of_all("nothing_to_pay"));
    }
    for entry in entries {
        if entry.account.is_none() {
            flaws.push(Flaw::of(&entry.shop, "no_account"));
        }
        if entry.amount <= 0 {
            flaws.push(Flaw::of(&entry.shop, "amount_nothing"));
        } else if entry.amount > AMOUNT_MOST {
            flaws.push(Flaw::of(&entry.shop, "amount_no_room"));
        }
    }
    let total = entries.iter().try_fold(0i64, |sum, e| sum.checked_add(e.amount));
    match total {
        Some(total) if flaws.is_empty() => Ok(total),
        None => {
            flaws.push(Flaw::of_all("sum_no_room"));
            Err(flaws)
        }
        Some(_) => Err(flaws),
    }
}

/// Minor units as the money is written: `1280`, `12.80`.
pub fn written(minor: i64, currency: &str) -> String {
    let places = decimals(currency) as usize;
    match 10i64.checked_pow(places as u32).filter(|unit| *unit > 1) {
        Some(unit) => format!("{}.{:0places$}", minor / unit, minor % unit),
        None => minor.to_string(),
    }
}

/// A Japanese account has no IBAN: number and kind, and its bank by the member number of Zengin (bank and branch).
fn account(xml: &mut Xml, name: &str, of: &Details) {
    xml.open(name).open("Id");
    if of.kind == Kind::Iban {
        xml.put("IBAN", &of.iban).close("Id");
    } else {
        xml.open("Othr").put("Id", &of.number).close("Othr").close("Id");
        let kind = if of.kind == Kind::Current { "CACC" } else { "SVGS" };
        xml.open("Tp").put("Cd", kind).close("Tp");
    }
    xml.close(name);
}

fn agent(xml: &mut Xml, name: &str, of: &Details) {
    xml.open(name).open("FinInstnId");
    if of.kind != Kind::Iban {
        xml.open("ClrSysMmbId").open("ClrSysId").put("Cd", "JPZGN").close("ClrSysId");
        xml.put("MmbId", &format!("{}{}", of.bank, of.branch)).close("ClrSysMmbId");
    } else if of.bic.is_empty() {
        xml.open("Othr").put("Id", "NOTPROVIDED").close("Othr");
    } else {
        xml.put("BICFI", &of.bic);
    }
    xml.close("FinInstnId").close(name);
}

/// Elements, indented; what stands in them escaped.
#[derive(Default)]
struct Xml {
    text: String,
    depth: usize,
}

impl Xml {
    fn open(&mut self, name: &str) -> &mut Xml {
        self.line(&format!("<{name}>"));
        self.depth += 1;
        self
    }

    fn close(&mut self, name: &str) -> &mut Xml {
        self.depth = self.depth.saturating_sub(1);
        self.line(&format!("</{name}>"));
        self
    }

    fn put(&mut self, name: &str, text: &str) -> &mut Xml {
        self.put_with(name, None, text)
    }

    fn put_with(&mut self, name: &str, attribute: Option<(&str, &str)>, text: &str) -> &mut Xml {
        let attribute = attribute.map_or(String::new(), |(key, value)| format!(" {key}=\"{}\"", escaped(value)));
        self.line(&format!("<{name}{attribute}>{}</{name}>", escaped(text)));
        self
    }

    fn line(&mut self, line: &str) {
        let indent = 2 + self.depth * 2;
        // Writing to a string does not fail.
        let _ = writeln!(self.text, "{:indent$}{line}", "");
    }

    fn document(self, namespace: &str) -> String {
        let head = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"{namespace}\">\n");
        head + &self.text + "</Document>\n"
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
