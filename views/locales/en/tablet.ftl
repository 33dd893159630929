# A tablet many hands share: enrolling, the lock, PINs of staff, the owner's word, what is put right.
tablet-desk = Tablets
tablet-desk-title = { $shop }: tablets
tablet-desk-head = Tablets at the counter
tablet-desk-all = All tablets
tablet-desk-none = None yet. The first one you enrol will appear here.
tablet-desk-new = Enrol a tablet
tablet-desk-how = You get a code here and type or scan it on the tablet. Then your people take turns there by PIN.
tablet-desk-name = What do you call it?
tablet-desk-name-hint = Left counter, by the door, …
tablet-desk-make = Make the code
tablet-desk-made = Now on the tablet: { $name }
tablet-desk-hand = Scan this with the tablet's camera, or open the address there and type the code. It is shown only now.
tablet-desk-qr = QR code that enrols the tablet
tablet-desk-until = Good until { $until }, for one tablet.
tablet-desk-heard = Last heard { $when }
tablet-desk-off = Taken off the counter { $when }
tablet-desk-since = Enrolled { $when }
tablet-desk-by = Enrolled by { $by }, { $when }
tablet-desk-idle = Locks itself
tablet-desk-locks = locks after { $n } minutes
tablet-desk-set = Set
tablet-desk-take-off = Take it off
tablet-desk-sure = { $name } can then do nothing here any more, from the next touch on. What was stamped on it stays.
tablet-desk-yes = Yes, take it off the counter

tablet-enrol-title = Enrol this tablet
tablet-enrol-lead = The owner makes a code at their own desk, under Tablets. It is good for fifteen minutes and for one tablet.
tablet-enrol-code = Code
tablet-enrol-code-hint = Eight letters and digits, as the owner sees it.
tablet-enrol-do = Put it at the counter
tablet-enrol-unable = This browser cannot keep a key for the tablet. Open the page by its https address, with scripts on, in a newer browser.
tablet-enrol-waits = This tablet still keeps stamps that were not sent. Bring it online, open its counter once, then come back.
tablet-enrol-no-room = The tablet has no room to keep its key. Free some space on it, then press once more.
tablet-enrolled-title = This tablet is at the counter
tablet-enrolled = “{ $name }” now belongs to the counter of { $shop }. Whoever works there takes their turn by PIN.
tablet-enrolled-no-key = This browser does not hold the tablet's key. Stamping works; for stamps without a network, ask the owner to enrol it again.
tablet-enrolled-on = To the counter

tablet-lock-title = Locked
tablet-lock-who = Who is at the counter?
tablet-lock-no-pin = no PIN yet: sign in once
tablet-lock-password = Sign in with a password
tablet-lock-ok = Open
tablet-to-lock = Type the PIN
tablet-to-counter = Back to the counter

tablet-pin-choose = Choose your PIN
tablet-pin-change = Change your PIN
tablet-pin-why = With it you take your turn at the counter's tablet. Four to six digits that only you know.
tablet-pin-then = After this the tablet is yours for the counter; for all else you sign in with your password.
tablet-pin-old = Your PIN until now
tablet-pin-save = Keep this PIN
tablet-pin-later = Not now
tablet-pin-set = Your PIN is set. It works at every tablet of this shop.
tablet-pin-mine = My PIN

tablet-owner-title = The owner's word, please
tablet-owner-stamp = Undo the stamp of { $when }
tablet-owner-points = Give back the points used at { $when }
tablet-owner-amount = Put the amount right: { $before } becomes { $after }
tablet-owner-why = It is more than an hour ago, so the owner decides. Their name stays with it.
tablet-owner-pin = The owner's PIN
tablet-owner-ok = Approve
tablet-owner-none = The owner has no PIN yet. They choose one under “My PIN” at the counter, or do this at their own desk.

tablet-by = Stamped by
tablet-step-undone = Taken back at { $when }
tablet-step-corrected = Amount put right at { $when }, before { $before }
tablet-step-added = Amount added at { $when }
tablet-step-approved = with { $owner }'s word
tablet-owes =
    { $n ->
        [one] One point is still owed; the next points settle it.
       *[other] { $n } points are still owed; the next points settle it.
    }
tablet-reversed-owes =
    { $n ->
        [one] Taken back. One point was already used; the next points settle it.
       *[other] Taken back. { $n } points were already used; the next points settle it.
    }
tablet-owes-resident =
    { $n ->
        [one] One point was used before its stamp was taken back. Your next points settle it.
       *[other] { $n } points were used before their stamp was taken back or put right. Your next points settle it.
    }
tablet-entry-corrected = Amount put right
tablet-reason-correction = Amount put right

tablet-correct = Put the amount right
tablet-correct-title = Put the amount right: { $name }
tablet-correct-was = Amount until now
tablet-correct-earned = Points of this stamp
tablet-correct-too-soon = This stamp was too soon to earn points. Only the amount changes.
tablet-correct-then = The points become those of the right amount. What was used already, the next points settle.
tablet-correct-do = Put it right
tablet-no-amount = none
tablet-kept-pass = A phone's code
tablet-kept-slip = A slip's code
