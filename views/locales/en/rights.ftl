# What a person may ask of the house: all it knows of them, and to be forgotten.
rights-everything = Everything you know about me
rights-everything-lead = This is all of it, from every shop of the street. What a shop may see of it is yours to say.
rights-everything-made = As of { $date }, { $time }
rights-everything-file = Take it along as a file (JSON)
rights-nothing = Nothing so far under: { $names }.
rights-more =
    { $n ->
        [one] One earlier entry is in the file.
       *[other] { $n } earlier entries are in the file.
    }
rights-passport = Your passport
rights-passport-name = Name: { $name }
rights-passport-reading = Reading: { $reading }
rights-passport-no-name = No name
rights-passport-code = Passport number { $code }
rights-passport-points =
    { $n ->
        [one] 1 point
       *[other] { $n } points
    }
rights-passport-owes = { $n } points are owed, after something was taken back
rights-passport-pin = A PIN is set; nobody can read it
rights-passport-no-pin = No PIN
rights-passport-imported = A shop's list knew you as { $name }
rights-passport-merged = Passport { $code } became part of it
rights-passport-since = Since
rights-cards = Cards
rights-card = Card { $code }
rights-card-stopped = Card { $code }, stopped
rights-sign-in = Sign-in
rights-no-sign-in = None; you have a card only
rights-sign-in-email = E-mail { $email }
rights-sign-in-name = Name { $name }
rights-sign-in-password = A password is set; nobody can read it
rights-sign-in-device = Signed in on a device, until
rights-sign-in-link = Link to a new password, until
rights-sign-in-invited = Invited as { $role }
rights-wrong-password =
    { $n ->
        [0] No wrong try is counted ({ $is })
        [one] One wrong try ({ $is })
       *[other] { $n } wrong tries ({ $is })
    }
rights-wrong-pin =
    { $n ->
        [0] No wrong PIN is counted
        [one] One wrong PIN
       *[other] { $n } wrong PINs in a row
    }
rights-memberships = What you are here
rights-membership = { $role }, { $street }
rights-membership-ended = { $role }, { $street }, ended
rights-role-owner = Owner
rights-role-clerk = Staff
rights-role-coordinator = Coordinator
rights-role-officer = Second pair of eyes
rights-role-auditor = Auditor
rights-role-resident = Resident
rights-shops = Shops that know you
rights-shop =
    { $n ->
        [one] 1 visit, the last
       *[other] { $n } visits, the last
    }
rights-visits = Visits
rights-visit = Visit
rights-visit-amount = Visit, { $amount }
rights-visit-points = { $said }, { $n } points
rights-taken-back = { $said }, taken back
rights-redemptions = Points used
rights-redemption =
    { $n ->
        [one] 1 point
       *[other] { $n } points
    }
rights-slips = Slips
rights-slip = To { $shop }: “{ $reason }”
rights-points = Points, in and out
rights-likes = What you like
rights-shares = What you share
rights-notes = What was told of you
rights-note-liked = { $text }: liked
rights-note-not-liked = { $text }: not liked
rights-note-month = { $text } ({ $month })
rights-note-yourself = told by yourself
rights-note-kept = kept at { $shop }
rights-note-offered = told at { $shop }, offered for sharing
rights-looks = Who looked, who changed something
rights-askings = What a counter had to say to you
rights-asking = { $about }: { $outcome }
rights-about-promise = A promise
rights-about-tried = What you tried
rights-about-birthday = Your birthday
rights-about-gift = A gift
rights-about-round = A round visit
rights-about-missed = That you were missed
rights-about-likes = How you like it
rights-outcome-said = said
rights-outcome-skipped = skipped
rights-outcome-later = not now
rights-cases = When something went wrong
rights-case = { $what }. Promised: { $promise }
rights-case-amends =
    { $n ->
        [one] { $said } Made good with 1 point.
       *[other] { $said } Made good with { $n } points.
    }
rights-tries = Wrong tries
rights-tried-password = password
rights-tried-reset = link to a new password
rights-tried-claim = claim code
rights-tried-pin = PIN on the phone
rights-erasure = Have me forgotten
rights-erasure-lead = Your passport ends at every shop of { $street }, at once. It cannot be undone.
rights-goes = What goes
rights-goes-name = Your name, its reading, your PIN and your cards.
rights-goes-told = What you like and share, every note about you at every shop, and who looked.
rights-goes-words = The words of slips, complaints and promises.
rights-goes-sign-in = Your sign-in, { $email }, on every device.
rights-goes-points =
    { $n ->
        [one] Your point. It lapses.
       *[other] Your { $n } points. They lapse.
    }
rights-stays = What stays
rights-stays-numbers = That somebody came, when, to which shop and for how much: numbers without a person, so that the shops' books stay true.
rights-stays-copies = Safety copies from before. Whoever puts one back has you forgotten again first.
rights-stays-sign-in = Your sign-in, because it opens something else too.
rights-erasure-first = Would you like to keep it for yourself first?
rights-erasure-pin = Your PIN
rights-erasure-code = Your passport's number
rights-erasure-code-hint = To show that you mean it, type { $code }.
rights-erasure-do = Forget me
rights-erased = You are forgotten here.
rights-erased-then = Your card shows nothing any more; you can throw it away.
rights-erased-then-points =
    { $n ->
        [one] One point has lapsed. Your card shows nothing any more; you can throw it away.
       *[other] { $n } points have lapsed. Your card shows nothing any more; you can throw it away.
    }
rights-to-street = To the street
rights-proposals = Proposals made for you
rights-proposal-open = { $parts }, { $sum }: waits for your answer
rights-proposal-accepted = { $parts }, { $sum }: accepted
rights-proposal-declined = { $parts }, { $sum }: declined
rights-care = Helpers, and the stamp book you share
rights-helper = { $name } acts for you
rights-book-with = You share a stamp book with { $name }
rights-book-asked = You asked the card { $card } about a stamp book
rights-book-asked-by = { $name } asked you about a stamp book
rights-kept = Stamps a tablet kept without a network
rights-kept-taken = Stamped without a network
rights-kept-undone = Taken back without a network
rights-kept-waiting = Waits for the shop owner's word
rights-kept-refused = Could not be taken
rights-objections = What you wrote about a shop's statements
