//! A statement on A4. The same words as on the page; the font is a part of Noto Sans CJK JP, and only what is used of it goes
//! into the file. Text can be selected.

use crate::words::{Error, Result};
use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, TextDirection};
use noren_views::Lang;
use noren_views::statement::{Bar, Said, Sheet, Slips, Sum};
use ttf_parser::Face;

static FONT: &[u8] = include_bytes!("font/NotoSansJP-Noren.otf");

const INK: (u8, u8, u8) = (0x1B, 0x20, 0x30);
const MUTED: (u8, u8, u8) = (0x5A, 0x59, 0x61);
const HAIR: (u8, u8, u8) = (0xD8, 0xCE, 0xB9);
const INDIGO: (u8, u8, u8) = (0x1D, 0x34, 0x61);
const PALE: (u8, u8, u8) = (0x9D, 0xB5, 0xCF);
const SEAL: (u8, u8, u8) = (0xB8, 0x36, 0x22);

const WIDTH: f32 = 595.28;
const HEIGHT: f32 = 841.89;
const LEFT: f32 = 42.0;
const RIGHT: f32 = WIDTH - 42.0;
const MIDDLE: f32 = WIDTH / 2.0;
/// Between the two columns.
const GUTTER: f32 = 15.0;

type Colour = (u8, u8, u8);

/// How a text stands.
#[derive(Clone, Copy)]
struct Style {
    size: f32,
    bold: bool,
    colour: Colour,
}

const BODY: Style = Style { size: 10.5, bold: false, colour: INK };
const NOTE: Style = Style { size: 8.5, bold: false, colour: MUTED };
const FINE: Style = Style { size: 6.8, bold: false, colour: MUTED };
const STRONG: Style = Style { size: 10.5, bold: true, colour: INK };
const HEAD: Style = Style { size: 12.5, bold: true, colour: INK };

struct Pen<'a, 'b> {
    on: &'a mut Surface<'b>,
    font: Font,
    face: Face<'static>,
}

/// The PDF's bytes.
pub fn draw(sheet: &Sheet, lang: Lang) -> Result<Vec<u8>> {
    let broken = |what: &str| Error::broken(format!("a statement's PDF: {what}"));
    let font = Font::new(FONT.into(), 0).ok_or_else(|| broken("its font"))?;
    let face = Face::parse(FONT, 0).map_err(Error::broken)?;
    let said = sheet.said(lang);
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new().title(format!("{} {}", said.title, said.number)).language(lang.code().to_owned()),
    );
    let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| broken("its size"))?;
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    Pen { on: &mut surface, font, face }.sheet(&said);
    surface.finish();
    page.finish();
    document.finish().map_err(|e| broken(&format!("{e:?}")))
}

impl Pen<'_, '_> {
    fn sheet(&mut self, said: &Said) {
        self.curtain();
        self.text(LEFT, 72.0, &said.title, Style { size: 25.0, bold: true, colour: INK });
        self.text(LEFT, 92.0, &said.period, BODY);
        self.seal(RIGHT - 30.0, 66.0);
        let edge = RIGHT - 70.0;
        self.right(edge, 60.0, &said.issuer, HEAD);
        self.right(edge, 77.0, &said.issued, BODY);
        self.right(edge, 92.0, &said.number, BODY);
        self.fitted(LEFT, 128.0, &said.to, Style { size: 17.0, bold: true, colour: INK }, RIGHT - LEFT);
        self.rule(LEFT, LEFT + 310.0, 139.0, INK, 1.0);
        self.text(LEFT, 166.0, &said.when, Style { size: 12.5, ..BODY });
        let sum = Style { size: 42.0, bold: true, colour: INK };
        self.text(LEFT, 210.0, &said.amount, sum);
        let after = LEFT + self.width(&said.amount, sum) + 12.0;
        self.text(after, 210.0, &said.verb, Style { size: 17.0, bold: true, colour: INK });
        let mut y = self.block(LEFT, 230.0, &said.why, BODY, RIGHT - LEFT) + 10.0;
        for (nth, bar) in said.bars.iter().enumerate() {
            self.bar(nth, bar, y);
            y += 27.0;
        }
        y += 12.0;
        let both = self.sum(&said.gets, LEFT, y).max(self.sum(&said.pays, MIDDLE + GUTTER, y));
        self.total(&said.gets, LEFT, both);
        self.total(&said.pays, MIDDLE + GUTTER, both);
        y = both + 44.0;
        y = self.slips(&said.sent, LEFT, y).max(self.slips(&said.got, MIDDLE + GUTTER, y)) + 14.0;
        for line in &said.tax {
            y = self.block(LEFT, y, line, NOTE, RIGHT - LEFT);
        }
        self.foot(said, y.max(726.0));
    }

    fn foot(&mut self, said: &Said, top: f32) {
        let dash = Some(StrokeDash { array: vec![4.0, 3.0], offset: 0.0 });
        self.stroke(line((LEFT, top), (RIGHT, top)), MUTED, 0.8, dash);
        let mut y = top + 16.0;
        for (nth, line) in said.object.iter().enumerate() {
            let style = Style { bold: nth == 0, size: 9.5, colour: INK };
            y = self.block(LEFT, y, line, style, RIGHT - LEFT);
        }
        y += 3.0;
        let label = format!("{}  {}", said.seal.label, said.seal.short);
        self.text(LEFT, y, &label, Style { size: 9.5, bold: true, colour: INK });
        self.text(LEFT, y + 11.0, &said.seal.whole, FINE);
        self.block(LEFT, y + 20.0, &said.seal.how, FINE, RIGHT - LEFT);
    }

    /// The curtain, drawn up: five panels under a rod.
    fn curtain(&mut self) {
        self.fill(rect(0.0, 0.0, WIDTH, 3.0), (0x6B, 0x4B, 0x33));
        let panel = WIDTH / 5.0;
        for n in 0..5u8 {
            let x = f32::from(n) * panel;
            self.fill(rect(x + 0.8, 3.0, panel - 1.6, 18.0), INDIGO);
            let dash = Some(StrokeDash { array: vec![5.0, 4.0], offset: 0.0 });
            self.stroke(line((x + 6.0, 16.0), (x + panel - 6.0, 16.0)), (0xF2, 0xEA, 0xD6), 0.7, dash);
        }
    }

    /// The street's seal: a plum blossom within two rings.
    fn seal(&mut self, x: f32, y: f32) {
        self.stroke(circle(x, y, 26.0), SEAL, 2.0, None);
        self.stroke(circle(x, y, 22.5), SEAL, 0.7, None);
        for n in 0..5u8 {
            let turn = std::f32::consts::TAU * f32::from(n) / 5.0 + 0.08;
            self.fill(circle(x + 10.0 * turn.sin(), y - 10.0 * turn.cos(), 5.8), SEAL);
        }
        self.fill(circle(x, y, 4.6), (255, 255, 255));
        self.fill(circle(x, y, 2.4), SEAL);
    }

    fn bar(&mut self, nth: usize, bar: &Bar, y: f32) {
        let strong = if nth == 2 { STRONG } else { BODY };
        self.fitted(LEFT, y + 14.5, &bar.label, strong, 76.0);
        let (from, width) = (LEFT + 80.0, 300.0);
        let (x, long) = (from + bar.from as f32 * width, ((bar.to - bar.from) as f32 * width).max(0.4));
        match nth {
            0 => self.fill(rect(x, y, long, 20.0), PALE),
            2 => self.fill(rect(x, y, long, 20.0), INDIGO),
            _ => {
                let mut at = x;
                while at < x + long {
                    // Each stroke of the hatch ends where the bar does.
                    let rest = (x + long - at).min(10.0);
                    self.stroke(line((at, y + 20.0), (at + rest, y + 20.0 - 2.0 * rest)), PALE, 1.6, None);
                    at += 5.0;
                }
                self.stroke(rect(x, y, long, 20.0), INDIGO, 1.0, None);
            }
        }
        self.text(x + long + 7.0, y + 14.5, &bar.said, STRONG);
    }

    /// A sum's rows; where they end.
    fn sum(&mut self, sum: &Sum, x: f32, y: f32) -> f32 {
        let wide = MIDDLE - GUTTER - LEFT;
        self.text(x, y + 8.0, &sum.title, HEAD);
        let mut y = y + 26.0;
        for row in &sum.rows {
            self.text(x, y, &row.what, BODY);
            self.right(x + wide, y, &row.money, BODY);
            self.fitted(x, y + 12.5, &row.how, NOTE, wide);
            self.rule(x, x + wide, y + 18.0, HAIR, 0.6);
            y += 32.0;
        }
        y
    }

    fn total(&mut self, sum: &Sum, x: f32, y: f32) {
        let wide = MIDDLE - GUTTER - LEFT;
        self.rule(x, x + wide, y - 11.0, INK, 1.0);
        self.text(x, y + 3.0, &sum.total, STRONG);
        self.right(x + wide, y + 3.0, &sum.sum, STRONG);
    }

    fn slips(&mut self, slips: &Slips, x: f32, y: f32) -> f32 {
        let wide = MIDDLE - GUTTER - LEFT;
        self.text(x, y, &slips.title, HEAD);
        let mut y = y + 18.0;
        let rows = slips.rows.iter().map(|(shop, n)| (&shop.name, n, BODY));
        let others = slips.others.iter().map(|(who, n)| (who, n, Style { colour: MUTED, ..BODY }));
        for (name, n, style) in rows.chain(others) {
            self.fitted(x, y, name, style, wide - 60.0);
            self.right(x + wide, y, n, STRONG);
            self.rule(x, x + wide, y + 5.5, HAIR, 0.6);
            y += 18.0;
        }
        if slips.rows.is_empty() {
            self.text(x, y, &slips.none, Style { colour: MUTED, ..BODY });
            y += 18.0;
        }
        y
    }

    /// What the font has no sign for becomes 〓.
    fn known(&self, text: &str) -> String {
        text.chars().map(|c| if self.face.glyph_index(c).is_some() { c } else { '〓' }).collect()
    }

    fn width(&self, text: &str, style: Style) -> f32 {
        let units = f32::from(self.face.units_per_em());
        let advance = |c: char| self.face.glyph_index(c).and_then(|g| self.face.glyph_hor_advance(g)).unwrap_or(1000);
        text.chars().map(|c| f32::from(advance(c))).sum::<f32>() * style.size / units
    }

    fn text(&mut self, x: f32, y: f32, text: &str, style: Style) {
        let text = self.known(text);
        self.on.set_fill(Some(fill(style.colour)));
        // One weight is in the font; a stroke makes it heavier.
        self.on.set_stroke(style.bold.then(|| stroke(style.colour, style.size * 0.028, None)));
        self.on.draw_text(Point::from_xy(x, y), self.font.clone(), style.size, &text, false, TextDirection::Auto);
    }

    fn right(&mut self, x: f32, y: f32, text: &str, style: Style) {
        let wide = self.width(text, style);
        self.text(x - wide, y, text, style);
    }

    /// On one line, made smaller where it is too long.
    fn fitted(&mut self, x: f32, y: f32, text: &str, style: Style, most: f32) {
        let wide = self.width(text, style).max(1.0);
        let size = style.size * (most / wide).min(1.0);
        self.text(x, y, text, Style { size, ..style });
    }

    /// On as many lines as it takes; where the next line would be. Latin words stay whole; no line begins with a closing sign.
    fn block(&mut self, x: f32, mut y: f32, text: &str, style: Style, most: f32) -> f32 {
        for line in self.broken(text, style, most) {
            self.text(x, y, &line, style);
            y += style.size * 1.5;
        }
        y
    }

    fn broken(&self, text: &str, style: Style, most: f32) -> Vec<String> {
        let mut pieces: Vec<String> = Vec::new();
        for c in text.chars() {
            let joins = pieces.last().and_then(|p| p.chars().last()).is_some_and(|before| {
                let latin = |c: char| (c as u32) < 0x2000;
                matches!(c, '。' | '、' | '）' | '」' | '：' | 'ー' | '％')
                    || matches!(before, '（' | '「')
                    || (latin(before) && latin(c) && before != ' ')
            });
            match pieces.last_mut().filter(|_| joins) {
                Some(last) => last.push(c),
                None => pieces.push(c.to_string()),
            }
        }
        let mut lines: Vec<String> = Vec::new();
        for piece in pieces {
            let fits = lines.last().is_some_and(|l| self.width(&format!("{l}{piece}"), style) <= most);
            match lines.last_mut().filter(|_| fits) {
                Some(line) => line.push_str(&piece),
                None => lines.push(piece.trim_start().to_owned()),
            }
        }
        lines
    }

    fn rule(&mut self, from: f32, to: f32, y: f32, colour: Colour, width: f32) {
        self.stroke(line((from, y), (to, y)), colour, width, None);
    }

    fn fill(&mut self, path: Option<Path>, colour: Colour) {
        self.on.set_stroke(None);
        self.on.set_fill(Some(fill(colour)));
        if let Some(path) = path {
            self.on.draw_path(&path);
        }
    }

    fn stroke(&mut self, path: Option<Path>, colour: Colour, width: f32, dash: Option<StrokeDash>) {
        self.on.set_fill(None);
        self.on.set_stroke(Some(stroke(colour, width, dash)));
        if let Some(path) = path {
            self.on.draw_path(&path);
        }
    }
}

fn fill((r, g, b): Colour) -> Fill {
    Fill { paint: rgb::Color::new(r, g, b).into(), opacity: NormalizedF32::ONE, rule: Default::default() }
}

fn stroke((r, g, b): Colour, width: f32, dash: Option<StrokeDash>) -> Stroke {
    Stroke { paint: rgb::Color::new(r, g, b).into(), width, dash, ..Stroke::default() }
}

fn line(from: (f32, f32), to: (f32, f32)) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.move_to(from.0, from.1);
    path.line_to(to.0, to.1);
    path.finish()
}

fn rect(x: f32, y: f32, w: f32, h: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(x, y, w, h)?);
    path.finish()
}

/// Four curves, each a quarter.
fn circle(x: f32, y: f32, r: f32) -> Option<Path> {
    let k = r * 0.552_284_8;
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
    path.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
    path.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
    path.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
    path.close();
    path.finish()
}
