# The resident's own pages: on their phone, in their hand.
passport-title = Passport
passport-back = Back to the passport
passport-give-up = Never mind
passport-and = { ", " }
passport-qr = Code of your card, { $code }
passport-points =
    { $n ->
        [one] 1 point
       *[other] { $n } points
    }
passport-points-word =
    { $n ->
        [one] point
       *[other] points
    }
passport-worth = Worth { $all } at any shop
passport-worth-none = Every visit adds some
passport-card-title = Your card
passport-card-large = Show the card large
passport-card-bright = Hold it a hand's width from the camera, with the screen bright.
passport-slip-to = Go to { $shop }
passport-slip-says = “{ $reason }” { $shop }
passport-slip-until =
    { $n ->
        [0] Until { $date }
        [one] Until { $date } · 1 point
       *[other] Until { $date } · { $n } points
    }
passport-book = Stamp book
passport-book-count =
    { $all ->
        [one] { $been } of 1 shop
       *[other] { $been } of { $all } shops
    }
passport-book-empty = No stamps yet. The first one will appear here.
passport-book-rest =
    { $n ->
        [one] One shop you have not been to
       *[other] { $n } shops you have not been to
    }
passport-seal =
    { $n ->
        [one] { $shop }, 1 visit
       *[other] { $shop }, { $n } visits
    }
passport-seal-not-yet = { $shop }, not been there yet
passport-first = Your first stamp will be here.
passport-first-then = Show this card at any shop of the street. That is all.
passport-no-card = No card is in use.
passport-no-card-then = Make a new one; points and stamps are all here.
passport-new-card = Make a new card
passport-no-pin = No PIN yet.
passport-no-pin-then = Stamps and points collect without one. To use points you will need it.
passport-no-pin-points =
    { $n ->
        [one] Your point is safe. To use it, set a PIN that only you know.
       *[other] Your { $n } points are safe. To use them, set a PIN that only you know.
    }
passport-map = The street
passport-map-been = been there
passport-map-not-yet = not yet
passport-map-label = Map of the street. You have been to { $been } of { $all } shops.
passport-map-label-slip = Map of the street. You have been to { $been } of { $all } shops. You are expected at { $shop }.
passport-ideas = You might like
passport-ideas-why = Only you see these reasons.
passport-shares = What you share
passport-kind-likes = What I like
passport-kind-been = Where I have been
passport-kind-tried = What I tried
passport-kind-occasions = Birthday and gifts
passport-kind-notes = Other things I told
passport-kind-missed = That I was missed
passport-kind-quoted = My experience, without my name
passport-kind-tried-shows = These shops see what you tried elsewhere and how you found it, so they can ask how it was, or offer something like it.
passport-kind-occasions-shows = These shops see the month of your birthday and whom you buy gifts for. No day, no year.
passport-kind-notes-shows = These shops see what else you told at a counter, where it was offered for sharing.
passport-kind-missed-shows = These shops may say that you have not been for long. They look at your visits to themselves only.
passport-kind-quoted-shows = These shops may tell others how you found what you tried: “somebody here liked it”. Never who.
passport-kind-likes-shows = These shops see what you ticked under “What I like” and how you told other shops you like it: dry, small, no dairy. Nothing else.
passport-kind-been-shows = These shops see whether you have been to a neighbour they would send you to. They never see when, or what you bought.
passport-shared-none = with no shop
passport-shared-only = { $names } only
passport-shared-some = with { $n } shops
passport-shared-all = with all { $n } shops
passport-shares-more =
    { $n ->
        [one] One more kind
       *[other] { $n } more kinds
    }
passport-shares-lead = Every shop sees your visits to itself, and no more. Beyond that, you decide here, and can take it back at any time.
passport-shares-choose = Choose shops
passport-shares-which = Which shops may see it?
passport-shares-save = Share with these
passport-shares-all = With all { $n } of today
passport-shares-none = With no shop
passport-likes = My likes
passport-likes-lead = Tick what you like. No shop sees it until you choose one below.
passport-likes-save = Keep my likes
passport-entries = Points, newest first
passport-entries-empty = Nothing yet. Every visit and every use of points will stand here at once.
passport-entries-not-you = Was one of these not you? Change your PIN, then tell any shop.
passport-entry-visit = visit
passport-entry-welcome = sent by a neighbour
passport-entry-spent = used
passport-entry-amends = made good
passport-entry-reversed = taken back
passport-entry-merged = From your other card
passport-entry-lapsed = Lapsed, a long time without a visit
passport-more = Card, PIN and the rest
passport-pin = New PIN
passport-pin-old = The PIN until now
passport-pin-again = The same once more
passport-pin-hint = Four to six digits that only you know. Not 1234, not your birthday.
passport-pin-why = Points are used with this PIN. No shop can see it, and a found card without it can spend nothing.
passport-pin-set = Set a PIN
passport-pin-change = Change the PIN
passport-pin-save = Keep this PIN
passport-lost = I lost my card
passport-lost-lead = Card { $code } stops working at once, at every shop. Points and stamps stay here.
passport-lost-printed = I have a new paper card at hand
passport-lost-printed-card = Number of the new card
passport-lost-printed-hint = It stands under the square code.
passport-lost-do = Stop it, make a new one
passport-replaced = Your new card
passport-replaced-done = The lost card has stopped.
passport-replaced-then = This works at once. Show it at the next shop.
passport-merge = Add another card of mine
passport-merge-lead = Two cards become one passport: points, stamps and slips come together. Both cards keep working.
passport-merge-card = Number of the other card
passport-merge-proof = Its PIN, or its claim code
passport-merge-proof-hint = The claim code came with the card, on a paper of its own.
passport-merge-do = Bring them together
passport-merge-note = This cannot be undone. What the other card shared with shops ends, and so does who helped with it; if it is in a shared stamp book, this passport takes its place there.
passport-done-welcome = Welcome. This passport is yours.
passport-done-shared = Kept. Shops see it so from now on.
passport-done-liked = Your likes are kept.
passport-done-pin = Your new PIN works from now on.
passport-done-merged = The two are one passport now.
passport-good-until = Good until { $day } without a visit
passport-lapses-soon = { $n ->
    [one] Your point lapses after { $day }.
   *[other] Your { $n } points lapse after { $day }.
} Any visit to a shop of the street before then keeps all of them.
passport-mail-lapse = { $n } points lapse after { $day }
passport-mail-lapse-text =
    You have { $n } points at { $street }. It has been long since your last visit: they lapse after { $day }.
    Show your card at any shop of the street before then, and all of them stay.
    { $url }
