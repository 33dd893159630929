# Knowing each other: notes, asking, promises, consent on paper, who looked.
knowing-notes =
    { $n ->
        [0] Note something
        [one] One note
       *[other] { $n } notes
    }
knowing-proposal = Proposal
knowing-set-aside = Accepted: set it aside
knowing-notes-of = Notes: { $name }
knowing-none = Nothing is noted yet.
knowing-none-then = What you hear across the counter will appear here.
knowing-theirs = They can read every word of this on their passport, and take it away.
knowing-wrong = Something went wrong
knowing-paper = Consent on paper
knowing-tap = Noted in one tap
knowing-tap-aside = Tap again to take it away.
knowing-tap-short = Heard something? Tap it.
knowing-more = More …
knowing-words = In a few words
knowing-words-example = the squid · asks for Hana · gift in June
knowing-only-here = for this shop only
knowing-this-shop = for this shop only
knowing-liked = Tried, liked it
knowing-disliked = Tried, not for them
knowing-note = Keep as a note
knowing-birthday = Birthday month
knowing-birthday-own = My birthday month
knowing-no-month = not told
knowing-keep = Keep
knowing-keep-here = Keep here
knowing-offer = Offer to share
knowing-take-away = Take away
knowing-source-here = here, { $day }
knowing-source-here-by = { $name }, { $day }
knowing-source-shop = { $shop }, { $day }
knowing-source-self = told on their own, { $day }
knowing-tried-liked = { $what }: liked it
knowing-tried-disliked = { $what }: not for them
knowing-birthday-in = Birthday in { $month }
knowing-said = Said
knowing-later = Not now
knowing-skip = Never
knowing-kept = Kept
knowing-kept-done = Kept. It has left the counter.
knowing-ask-promise-due = promised, { $due }
knowing-ask-tried = How was it: { $what }
knowing-ask-tried-liked = liked it { $where }
knowing-ask-tried-disliked = not for them { $where }
knowing-where-shop = at { $shop }, { $day }
knowing-where-here = here, { $day }
knowing-ask-birthday = Birthday this month
knowing-ask-birthday-aside = told to be known
knowing-ask-gift-aside = it is nearly time, { $where }
knowing-ask-round =
    { $n ->
        [10] The tenth stamp
       *[other] Stamp number { $n }
    }
knowing-ask-round-aside = with this visit
knowing-ask-missed = Not here for { $days } days
knowing-ask-missed-aside = may be told so
knowing-ask-likes-aside = how they like it, { $where }
knowing-ask-needs-aside = likes shared with this shop
knowing-where-self = told on their own
knowing-case-what = What happened?
knowing-case-promise = What do you promise?
knowing-case-promise-hint = It stands on the counter until it is kept, and on their passport.
knowing-case-due = By when?
knowing-case-owner = Who sees to it?
knowing-case-open = Promise it
knowing-case-sees = { $name } sees to it
knowing-case-was = What happened
knowing-promised = Promised
knowing-promised-more = and { $n } more
knowing-promised-to = Promised to
knowing-due-by = by { $day }
knowing-due-today = today
knowing-due-late = was due on { $day }
knowing-due-kept = kept on { $day }
knowing-amends = Make good
knowing-amends-aside = From the shop's own points. Up to { $n } more.
knowing-amends-give = Give { $n }
knowing-amends-given = { $n } points given
knowing-paper-lead = { $shop } sees only what is ticked. Every line can be taken back at any counter, at once.
knowing-paper-line = { $date }    Name and signature: ______________________________
knowing-paper-signed = They have signed the sheet, and the shop keeps it.
knowing-paper-keep = Keep as signed
knowing-paper-print = Print the sheet
knowing-paper-done = Kept. It stands in their log too.
knowing-known = What the shops know
knowing-known-n =
    { $n ->
        [0] nothing noted
        [one] one note
       *[other] { $n } notes
    }
knowing-known-lead = Every note about you, in the words it was written. What you take away is gone everywhere.
knowing-known-none = No shop has noted anything.
knowing-known-none-then = What you tell at a counter, and what is noted of it, will appear here.
knowing-by-me = Told by me
knowing-note-aside = noted { $day }
knowing-note-aside-by = noted by { $name }, { $day }
knowing-seen-shop = Only { $shop } sees it.
knowing-seen-none = No shop sees it.
knowing-seen-also = Also seen by { $names }.
knowing-seen-by = Seen by { $names }.
knowing-seen-many =
    { $n ->
        [one] one shop
       *[other] { $n } shops
    }
knowing-tell = Tell the shops something
knowing-tell-lead = They see it only where its kind is shared with them, under
knowing-tell-words = In my own words
knowing-tell-chips = How I like it
knowing-tell-keep = Keep it
knowing-done-told = Kept. Shops see it as far as you share it.
knowing-done-taken = Taken away. No shop sees it any more.
knowing-looks = Who looked
knowing-looks-n =
    { $n ->
        [0] nobody yet
        [one] once
       *[other] { $n } times
    }
knowing-looks-lead = Each time a shop saw something you share, and each time something was changed for you. Decide what they see under
knowing-looks-none = Nobody has looked yet.
knowing-looks-none-then = When a shop sees something you share, it will stand here.
knowing-looks-more = Older lines are in “Everything about me”.
knowing-look-saw = saw: { $what }
knowing-look-changed = changed: { $what }
knowing-look-passport = the passport
knowing-look-shares = what is shared
knowing-look-likes = my likes
knowing-look-pin = the PIN
knowing-look-card = the card
knowing-look-phone = a phone with the card
knowing-look-merge = another card was added
knowing-look-helpers = who acts for me
knowing-look-household = the shared stamp book
knowing-look-proposal = the answer to a proposal
knowing-look-notes = what was told
knowing-look-other = something of the passport
knowing-way-counter = at the counter
knowing-way-program = by the shop's till
knowing-way-tablet = on the shop's tablet
knowing-way-paper = on a signed paper
knowing-way-phone = on your phone
knowing-way-helper = by somebody who acts for you
knowing-way-named = { $name }, { $way }
knowing-promise-by = { $shop } promised, by { $day }
