//! What is told of a person, section by section, as the JSON has it. How it is gathered is in `mod.rs`.

use crate::knowing;
use crate::words::{Amount, Points};
use serde::{Serialize, Serializer};

/// A time in the street's zone; RFC 3339 in JSON.
#[derive(Debug, Clone, PartialEq)]
pub struct When(pub jiff::Zoned);

impl Serialize for When {
    fn serialize<S: Serializer>(&self, s: S) -> std::result::Result<S::Ok, S::Error> {
        s.collect_str(&self.0.strftime("%Y-%m-%dT%H:%M:%S%:z"))
    }
}

/// A shop by its code and its name.
#[derive(Debug, Clone, Serialize)]
pub struct At {
    pub code: String,
    pub name: String,
}

#[derive(Debug, Serialize)]
pub struct Everything {
    pub street: At,
    pub made_at: When,
    pub passport: PassportTold,
    pub cards: Vec<CardTold>,
    /// Phones that make passes without a signal.
    pub phones: Vec<PhoneTold>,
    pub sign_in: Option<SignIn>,
    pub memberships: Vec<MembershipTold>,
    pub shops: Vec<ShopTold>,
    pub visits: Vec<VisitTold>,
    pub redemptions: Vec<RedemptionTold>,
    pub slips: Vec<SlipTold>,
    pub points: Vec<PointsTold>,
    pub likes: Vec<LikeTold>,
    pub shares: Vec<ShareTold>,
    pub notes: Vec<NoteTold>,
    pub looks: Vec<LookTold>,
    pub askings: Vec<AskingTold>,
    /// What they wrote for a shop about its statements.
    pub objections: Vec<ObjectionTold>,
    /// What a tablet kept without a network and sent later.
    pub kept_offline: Vec<KeptTold>,
    pub cases: Vec<CaseTold>,
    pub proposals: Vec<ProposalTold>,
    /// Who acts for them.
    pub helpers: Vec<HelperTold>,
    pub household: HouseholdTold,
    pub wrong_pins: Vec<WrongPins>,
    pub wrong_passwords: Vec<WrongPasswords>,
}

#[derive(Debug, Serialize)]
pub struct PassportTold {
    pub code: String,
    pub name: String,
    pub reading: String,
    pub points: Points,
    /// Points owed after an undo.
    pub owes: Points,
    pub has_pin: bool,
    /// The name an import knew the person by.
    pub imported_as: Option<String>,
    /// Codes of passports that became this one.
    pub merged: Vec<String>,
    pub since: When,
    pub last_visit: When,
    pub last_shop: Option<At>,
}

#[derive(Debug, Serialize)]
pub struct CardTold {
    pub code: String,
    pub made: When,
    pub by: Option<At>,
    pub stopped: Option<When>,
    /// It came with a code by which it can be claimed, not used so far.
    pub can_be_claimed: bool,
}

#[derive(Debug, Serialize)]
pub struct PhoneTold {
    /// By its browser and system.
    pub name: String,
    pub since: When,
    pub last_used: When,
    pub works_until: When,
    pub stopped: Option<When>,
}

#[derive(Debug, Serialize)]
pub struct SignIn {
    pub email: String,
    pub name: String,
    pub name_en: String,
    pub left_hand: bool,
    pub since: When,
    /// Until when each device stays signed in.
    pub devices: Vec<When>,
    pub new_password_links: Vec<LinkTold>,
    pub invitations: Vec<InvitationTold>,
}

#[derive(Debug, Serialize)]
pub struct LinkTold {
    pub until: When,
    pub used: Option<When>,
}

#[derive(Debug, Serialize)]
pub struct InvitationTold {
    pub role: &'static str,
    pub at: When,
    pub until: When,
    pub used: Option<When>,
}

#[derive(Debug, Serialize)]
pub struct MembershipTold {
    pub street: String,
    pub role: &'static str,
    pub shop: Option<At>,
    pub since: When,
    pub ended: Option<When>,
}

#[derive(Debug, Serialize)]
pub struct ShopTold {
    pub shop: Option<At>,
    pub visits: i64,
    pub first: When,
    pub last: When,
}

#[derive(Debug, Serialize)]
pub struct VisitTold {
    pub id: String,
    pub at: When,
    pub shop: Option<At>,
    #[serde(serialize_with = "amount")]
    pub amount: Option<Amount>,
    pub points_for_visit: Points,
    pub points_for_amount: Points,
    pub too_soon: bool,
    pub imported: bool,
    pub recorded: When,
    /// What the amount was before it was put right.
    pub corrected: Vec<CorrectionTold>,
    pub taken_back: Option<When>,
}

#[derive(Debug, Serialize)]
pub struct CorrectionTold {
    pub at: When,
    #[serde(serialize_with = "amount")]
    pub amount_before: Option<Amount>,
    #[serde(serialize_with = "amount")]
    pub amount_after: Option<Amount>,
    pub points_before: Points,
    pub points_after: Points,
}

#[derive(Debug, Serialize)]
pub struct RedemptionTold {
    pub id: String,
    pub at: When,
    pub shop: Option<At>,
    pub points: Points,
    /// By the living card on a phone; else by the PIN.
    pub by_phone: bool,
    pub taken_back: Option<When>,
}

#[derive(Debug, Serialize)]
pub struct SlipTold {
    pub from: Option<At>,
    pub to: Option<At>,
    pub reason: String,
    pub welcome: Points,
    pub given: When,
    pub until: When,
    pub used: Option<When>,
    pub taken_back: Option<When>,
}

/// A line of the points' book.
#[derive(Debug, Serialize)]
pub struct PointsTold {
    pub at: When,
    pub what: &'static str,
    pub shop: Option<At>,
    /// Below zero where points went.
    pub points: i64,
}

#[derive(Debug, Serialize)]
pub struct LikeTold {
    pub need: String,
    pub label: String,
    pub since: When,
}

#[derive(Debug, Serialize)]
pub struct ShareTold {
    pub kind: String,
    pub shop: Option<At>,
    pub since: When,
}

#[derive(Debug, Serialize)]
pub struct NoteTold {
    pub at: When,
    /// None: told by the person themselves.
    pub shop: Option<At>,
    pub kind: &'static str,
    pub text: String,
    pub liked: Option<bool>,
    pub month: Option<i64>,
    pub offered: bool,
}

#[derive(Debug, Serialize)]
pub struct LookTold {
    pub at: When,
    pub shop: Option<At>,
    pub what: String,
    #[serde(serialize_with = "way")]
    pub way: knowing::Way,
}

#[derive(Debug, Serialize)]
pub struct AskingTold {
    pub at: When,
    pub shop: Option<At>,
    pub about: String,
    pub outcome: String,
}

#[derive(Debug, Serialize)]
pub struct ObjectionTold {
    pub at: When,
    pub shop: Option<At>,
    pub what: String,
    pub answer: String,
}

#[derive(Debug, Serialize)]
pub struct KeptTold {
    pub at: When,
    pub shop: Option<At>,
    #[serde(serialize_with = "amount")]
    pub amount: Option<Amount>,
    pub sent: When,
    pub became: &'static str,
    pub reason: String,
}

#[derive(Debug, Serialize)]
pub struct CaseTold {
    pub at: When,
    pub shop: Option<At>,
    pub what: String,
    pub promise: String,
    pub due: String,
    pub amends: Points,
    pub kept: Option<When>,
}

#[derive(Debug, Serialize)]
pub struct ProposalTold {
    pub at: When,
    pub shop: Option<At>,
    pub parts: Vec<PartTold>,
    #[serde(serialize_with = "whole")]
    pub total: Amount,
    pub message: String,
    /// `open`, `accepted` or `declined`, and why.
    pub answer: &'static str,
    pub why: Option<&'static str>,
    pub words: String,
    pub until: When,
}

#[derive(Debug, Serialize)]
pub struct PartTold {
    pub name: String,
    #[serde(serialize_with = "whole")]
    pub price: Amount,
}

#[derive(Debug, Serialize)]
pub struct HelperTold {
    pub name: String,
    pub since: When,
}

/// One stamp book for several.
#[derive(Debug, Serialize)]
pub struct HouseholdTold {
    pub with: Vec<String>,
    /// Numbers of cards they asked.
    pub asked: Vec<AskTold>,
    pub asked_by: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct AskTold {
    pub card: String,
    pub at: When,
}

#[derive(Debug, Serialize)]
pub struct WrongPins {
    pub shop: Option<At>,
    pub in_a_row: i64,
    pub rests_until: Option<When>,
}

#[derive(Debug, Serialize)]
pub struct WrongPasswords {
    /// `sign-in`, `reset`, `claim` or `passport`.
    pub of: String,
    pub in_a_row: i64,
    pub last: When,
}

fn amount<S: Serializer>(amount: &Option<Amount>, s: S) -> std::result::Result<S::Ok, S::Error> {
    amount.map(|a| a.0).serialize(s)
}

fn way<S: Serializer>(way: &knowing::Way, s: S) -> std::result::Result<S::Ok, S::Error> {
    way.name().serialize(s)
}

fn whole<S: Serializer>(amount: &Amount, s: S) -> std::result::Result<S::Ok, S::Error> {
    amount.0.serialize(s)
}
