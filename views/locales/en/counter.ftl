# The counter: short, said aloud by a tired person at six o'clock.
counter-title = Counter
counter-online = Online
counter-offline = Offline
counter-staff = At the counter
counter-staff-change = Someone else is at the counter
counter-settings = This counter
counter-left-hand = Left-handed
counter-right-hand = Right-handed
counter-print-cards = Print cards
counter-off-stays = We are offline. What is typed here stays; send it again when we are back.
counter-one-moment = One moment
counter-shops =
    { $n ->
        [0] one noren
        [one] one shop, one noren
       *[other] { $spelt } shops, one noren
    }
counter-card-here = Card here, please
counter-card-how = By camera, by scanner or by its number.
counter-find-label = Number, or the name as it is read
counter-find-example = 7K2Q-MX or a name
counter-find = Find
counter-first-timer = First time here
counter-lost-card = Lost card
counter-notice = From the street
counter-recent = A moment ago
counter-today =
    { $n ->
        [one] one visit today
       *[other] { $n } visits today
    }
counter-none-yet = No stamps yet today.
counter-none-yet-then = The first card you scan will appear here.
counter-someone = A customer
counter-undo = Undo
counter-taken-back = taken back
counter-who = The customer
counter-sama = { "" }
counter-visits-here =
    { $n ->
        [one] visit here
       *[other] visits here
    }
counter-visits-count =
    { $n ->
        [one] one visit
       *[other] { $n } visits
    }
counter-visit-here = visit here
counter-points-label =
    { $n ->
        [one] point
       *[other] points
    }
counter-points-word = points
counter-last-here = Last here
counter-first-here = Here for the first time
counter-ask-about = Ask about
counter-seal-label =
    { $visits ->
        [one] { $shop }, one visit
       *[other] { $shop }, { $visits } visits
    }
counter-announce =
    { $visits ->
        [one] { $name }, one visit, { $points } points
       *[other] { $name }, { $visits } visits, { $points } points
    }
counter-known-title = { $name }
counter-send-head = Send on to a neighbour
counter-send-aside = One tap. { $points } points wait there.
counter-send = Send on
counter-sent = Sent
counter-amount = Amount
counter-may-be-empty = may be left empty
counter-will-earn = + { $n } points
counter-keys = Keys
counter-delete = Delete
counter-stamp = Stamp
counter-redeem = Redeem points
counter-no-points = No points yet
counter-another = Another person
counter-stamped-title = Stamped: { $name }
counter-stamped-at = Stamped at { $time }
counter-noted-at = Noted at { $time }
counter-nothing-lost = The visit is noted. Nothing was lost.
counter-sum-balance = points. The balance is { $n }.
counter-balance-is = The balance is { $n }.
counter-earned-visit = Visit
counter-earned-spent = Spent { $amount }
counter-earned-welcome = Welcome, sent by { $shop }
counter-next = Next customer
counter-or-scan = or simply scan the next card
counter-undo-stamp = Undo stamp
counter-reversed-head = Undone
counter-reversed = Taken back. The points are as they were.
counter-found-title = Found: { $q }
counter-found =
    { $n ->
        [one] One person with that name
       *[other] { $n } people with that name
    }
counter-found-more = The latest { $n } with that name. For others, type more of it.
counter-found-aside = Who is it? Only people who have been here are shown.
counter-found-none = I find nobody here by “{ $q }”.
counter-found-none-then = Ask for the number on the card. Names are only found where someone has been before.
counter-none-of-these = None of these
counter-pick = At which counter are you today?
counter-redeem-title = Redeem points: { $name }
counter-redeem-has = Has { $n } points, worth { $worth }.
counter-redeem-how-many = How many points?
counter-redeem-all = All { $n }
counter-worth = = { $amount }
counter-turn = Now PIN or phone
counter-give-up = Leave it
counter-pin-please = Your PIN, please
counter-pin-for = { $shop }:
counter-pin = PIN
counter-or-phone = Or hold up the card on your phone
counter-use-points = Use points
counter-upside-down = Turn the picture round
counter-redeemed-title =
    { $n ->
        [one] One point used
       *[other] { $n } points used
    }
counter-redeemed-at = Used at { $time }
counter-redeemed-say = { $n } points used. The balance is { $balance }.
counter-take-off = Take { $amount } off the bill.
counter-to-customer = Back to the customer
counter-undo-redemption = Undo
counter-undo-redemption-note = Undo gives the points back. Both stay in the books as two lines.
counter-register-title = First time here
counter-register-lead = A name is enough. The rest can follow, here or at home.
counter-name = Name
counter-name-hint = As they would like to be called.
counter-reading = How it is read
counter-if-there-is-one = if there is one at hand
counter-printed-card = Number of a printed card
counter-printed-card-hint = Scan it or type it. Without one, the phone or this screen's number will do.
counter-pin-later = A PIN for using points (can wait)
counter-pin-self = the customer types it
counter-pin-hint = Four to six digits. Look away for a moment.
counter-register = Make the card
counter-handout-title = The new card
counter-handout-head = Welcome, { $name }.
counter-handout-lead = One of the two is enough.
counter-handout-phone = On the phone
counter-handout-phone-how = Point the phone's camera here. The card opens by itself; nothing to install.
counter-handout-until = This link works once, until { $time }.
counter-handout-qr = Code for the phone that opens the new card
counter-handout-paper = On paper
counter-handout-paper-how = Write this on a card, or read it out next time.
counter-handout-stamp = To the first stamp
counter-lost-lead = Points and stamps stay; only the card is new. Whose is it?
counter-lost-none-then = Look in another spelling, or ask at a shop they have been to before.
counter-new-card = Number of the new card
counter-new-card-hint = Scan the next blank card. Left empty, a number is made.
counter-replace = Replace the card
counter-replace-note = The lost card stops working at once, at every shop.
counter-once-more = Once more
counter-by-name = Find by name
counter-new-card-act = New card
counter-try-again = Try again
counter-carry-on = Carry on
counter-open-passport = Open the passport
counter-recent-stamped = stamped +{ $n }
counter-recent-noted = noted, no points
counter-good-until = Points stay good until { $day }
