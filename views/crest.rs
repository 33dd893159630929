//! A shop's crest: made from its code, kept with the shop, drawn in one colour.
//! Which crest is decided here; how it is drawn is in crest/draw.rs.

pub(crate) mod draw;

use std::fmt;
use std::str::FromStr;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Frame {
    None,
    Ring,
    Double,
    Disc,
    Corner,
    Snow,
    Diamond,
    Hexagon,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Motif {
    Plum,
    Leaf,
    Diamond,
    Heart,
    Drop,
    Daisy,
    Fan,
    Rings,
    Scale,
    Tomoe,
    Bars,
    Planets,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Centre {
    None,
    Dot,
    Ring,
    Square,
}

/// What a trade is coloured; never the only thing that tells it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trade {
    Food,
    Bake,
    Drink,
    Home,
    Care,
    Joy,
}

impl Trade {
    pub const ALL: [Trade; 6] = [Trade::Food, Trade::Bake, Trade::Drink, Trade::Home, Trade::Care, Trade::Joy];

    /// The CSS class that sets `color` to the trade's own.
    pub fn class(self) -> &'static str {
        match self {
            Trade::Food => "food",
            Trade::Bake => "bake",
            Trade::Drink => "drink",
            Trade::Home => "home",
            Trade::Care => "care",
            Trade::Joy => "joy",
        }
    }

    pub fn parse(text: &str) -> Option<Trade> {
        Trade::ALL.into_iter().find(|trade| trade.class() == text)
    }
}

const FRAMES: [(Frame, &str); 8] = [
    (Frame::None, "none"),
    (Frame::Ring, "ring"),
    (Frame::Double, "double"),
    (Frame::Disc, "disc"),
    (Frame::Corner, "corner"),
    (Frame::Snow, "snow"),
    (Frame::Diamond, "diamond"),
    (Frame::Hexagon, "hexagon"),
];

// Sixteen petals (the imperial chrysanthemum), fans of three or four blades (warning signs) and hooked crosses are left out.
const MOTIFS: [(Motif, &str, &[u8]); 12] = [
    (Motif::Plum, "plum", &[4, 5, 6, 8]),
    (Motif::Leaf, "leaf", &[3, 4, 5, 6, 8]),
    (Motif::Diamond, "diamond", &[3, 4, 5, 6, 8]),
    (Motif::Heart, "heart", &[3, 4, 5]),
    (Motif::Drop, "drop", &[5, 6, 8]),
    (Motif::Daisy, "daisy", &[9, 10, 12]),
    (Motif::Fan, "fan", &[5, 6, 8]),
    (Motif::Rings, "rings", &[3, 4, 5, 6]),
    (Motif::Scale, "scale", &[3, 4, 6]),
    (Motif::Tomoe, "tomoe", &[2, 3, 4]),
    (Motif::Bars, "bars", &[2, 3]),
    (Motif::Planets, "planets", &[5, 6, 8]),
];

const CENTRES: [(Centre, &str); 4] =
    [(Centre::None, "none"), (Centre::Dot, "dot"), (Centre::Ring, "ring"), (Centre::Square, "square")];

/// How many crests differ by frame and motif (bars without a frame take a ring), and with the order too.
const BY_MOTIF: usize = 95;
const BY_ORDER: usize = 326;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Crest {
    pub frame: Frame,
    pub motif: Motif,
    pub order: u8,
    pub centre: Centre,
    pub half: bool,
}

impl Crest {
    /// A street's own crest, from its code alone.
    pub fn of_street(brand: &str) -> Crest {
        Crest::from_seed(seed(brand))
    }

    /// A shop's crest, unlike those its brand's shops already have. Asked once, as it joins, then stored.
    pub fn of_shop(brand: &str, shop: &str, taken: &[Crest]) -> Crest {
        let kinds = distinct(taken, |c| (c.frame, c.motif));
        let orders = distinct(taken, |c| (c.frame, c.motif, c.order));
        let is_new = |crest: &Crest| {
            if kinds < BY_MOTIF {
                taken.iter().all(|c| (c.frame, c.motif) != (crest.frame, crest.motif))
            } else if orders < BY_ORDER {
                taken.iter().all(|c| (c.frame, c.motif, c.order) != (crest.frame, crest.motif, crest.order))
            } else {
                taken.iter().all(|c| c != crest)
            }
        };
        let first = seed(&format!("{brand}/{shop}"));
        // All there are lie within this many steps; a street with more shops than crests repeats one.
        const STEPS: u64 = 8 * 12 * 60 * 8;
        (0..STEPS)
            .map(|step| Crest::from_seed(first.wrapping_add(step)))
            .find(is_new)
            .unwrap_or_else(|| Crest::from_seed(first))
    }

    fn from_seed(mut x: u64) -> Crest {
        let mut take = |n: usize| {
            let i = (x % n as u64) as usize;
            x /= n as u64;
            i
        };
        let (frame, _) = FRAMES[take(FRAMES.len())];
        let (motif, _, orders) = MOTIFS[take(MOTIFS.len())];
        let order = orders[take(orders.len())];
        let (centre, _) = CENTRES[take(CENTRES.len())];
        let half = take(2) == 1;
        let frame = if motif == Motif::Bars && frame == Frame::None { Frame::Ring } else { frame };
        let centre = if motif.has_centre() { centre } else { Centre::None };
        Crest { frame, motif, order, centre, half }
    }
}

impl Motif {
    fn has_centre(self) -> bool {
        !matches!(self, Motif::Tomoe | Motif::Bars | Motif::Planets)
    }
}

/// FNV-1a 64, the hash of everything here that must never move again.
pub(crate) fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3))
}

fn seed(code: &str) -> u64 {
    let mut x = fnv(code.as_bytes());
    x ^= x >> 32;
    x = x.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x ^ (x >> 29)
}

fn distinct<T: Eq + std::hash::Hash>(taken: &[Crest], key: impl Fn(&Crest) -> T) -> usize {
    taken.iter().map(key).collect::<std::collections::HashSet<_>>().len()
}

/// As it is stored: `ring.plum.5.dot.0`.
impl fmt::Display for Crest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let frame = FRAMES.iter().find(|x| x.0 == self.frame).map_or("", |x| x.1);
        let motif = MOTIFS.iter().find(|x| x.0 == self.motif).map_or("", |x| x.1);
        let centre = CENTRES.iter().find(|x| x.0 == self.centre).map_or("", |x| x.1);
        write!(f, "{frame}.{motif}.{}.{centre}.{}", self.order, u8::from(self.half))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACrest;

impl fmt::Display for NotACrest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a crest")
    }
}

impl std::error::Error for NotACrest {}

impl FromStr for Crest {
    type Err = NotACrest;

    fn from_str(text: &str) -> Result<Crest, NotACrest> {
        let parts: Vec<&str> = text.split('.').collect();
        let [frame, motif, order, centre, half] = parts[..] else {
            return Err(NotACrest);
        };
        let frame = FRAMES.iter().find(|x| x.1 == frame).ok_or(NotACrest)?.0;
        let (motif, _, orders) = *MOTIFS.iter().find(|x| x.1 == motif).ok_or(NotACrest)?;
        let order = order.parse::<u8>().ok().filter(|n| orders.contains(n)).ok_or(NotACrest)?;
        let centre = CENTRES.iter().find(|x| x.1 == centre).ok_or(NotACrest)?.0;
        let half = match half {
            "0" => false,
            "1" => true,
            _ => return Err(NotACrest),
        };
        Ok(Crest { frame, motif, order, centre, half })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn street(n: usize) -> Vec<Crest> {
        let mut taken = Vec::new();
        for i in 0..n {
            let next = Crest::of_shop("asahi", &format!("shop-{i}"), &taken);
            taken.push(next);
        }
        taken
    }

    #[test]
    fn the_pictures_crests() {
        let told = |shop| Crest::of_shop("asahi", shop, &[]).to_string();
        assert_eq!(told("kameya"), "double.plum.4.square.1");
        assert_eq!(told("muginote"), "diamond.diamond.8.ring.1");
        assert_eq!(told("asagao"), "corner.heart.4.ring.0");
        assert_eq!(told("chigusa"), "hexagon.leaf.3.square.0");
    }

    #[test]
    fn the_first_95_shops_differ_at_a_glance() {
        let all = street(95);
        assert_eq!(distinct(&all, |c| (c.frame, c.motif)), 95);
    }

    #[test]
    fn then_by_order_and_then_in_all() {
        let all = street(400);
        assert_eq!(distinct(&all[..326], |c| (c.frame, c.motif, c.order)), 326);
        assert_eq!(distinct(&all, |c| *c), 400);
    }

    #[test]
    fn written_and_read_again() {
        for crest in street(200) {
            assert_eq!(crest.to_string().parse(), Ok(crest));
        }
        for wrong in
            ["", "ring.plum.5.dot", "ring.daisy.16.dot.0", "ring.fan.4.dot.0", "ring.plum.5.dot.2", "oval.plum.5.dot.0"]
        {
            assert_eq!(wrong.parse::<Crest>(), Err(NotACrest), "{wrong}");
        }
    }

    #[test]
    fn never_sixteen_petals_nor_warning_signs() {
        assert!(MOTIFS.iter().all(|(_, _, orders)| !orders.contains(&16)));
        assert!(MOTIFS.iter().filter(|m| m.0 == Motif::Fan).all(|m| m.2.iter().all(|n| *n > 4)));
        assert!(street(300).iter().all(|c| !(c.motif == Motif::Bars && c.frame == Frame::None)));
    }
}
