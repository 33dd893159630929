# The counter without a network, and what came later.
offline-head = We are offline
offline-works = Stamps work. They stay here and are sent by themselves later.
offline-not-enrolled = This browser keeps no stamps. Only a tablet that the owner has enrolled can stamp without a network.
offline-again = Try again
offline-none = Nothing waits
offline-count = { $n } waiting to be sent
offline-since = since { $time }
offline-ask = Number of the card or passport
offline-example = 7K2Q-MX
offline-take = This card
offline-read = Card read
offline-later = Name and points come once we are back.
offline-now = The stamp can be given now.
offline-pass = Pass checked
offline-phone = Pass read
offline-welcome = { $n } points of welcome come with this stamp.
offline-welcome-later = The welcome is given as soon as we are back online.
offline-stamped = Stamped
offline-safe = The stamp is safe and will be sent by itself.
offline-next = The next card, please.
offline-seal = { $shop }, stamped
offline-another = Another card
offline-spend-later = Points can be used once we are back.
offline-queue = Stamps waiting to be sent
offline-hours =
    { $n ->
        [one] kept for an hour at most
       *[other] kept for up to { $n } hours
    }
offline-queue-none = They will appear here.
offline-chip = waiting
offline-no-amount = no amount
offline-a-card = a card
offline-tell = Point the way. The slip waits for the network.
offline-wrong = There is a wrong sign in this number. May I have it once more?
offline-names = Names need the network. The number on the card works.
offline-foreign = This code is none of ours. The number on the card works.
offline-other-street = This belongs to another street. May I have a card of ours?
offline-pass-old = This pass has run out. The phone can show a new one.
offline-pass-false = This pass is not genuine. The number on the card works.
offline-slip-elsewhere = This slip is for another shop. The stamp works all the same.
offline-slip-over = This slip is over. The stamp works all the same.
offline-full = This tablet is full, so the stamp was not kept. Please write the number on paper.
offline-too-many = { $n } stamps wait, and no more can be kept. Please write the number on paper.
offline-no-key = This tablet has no place at the counter. Its owner can enrol it again.
offline-back = We are back online
offline-back-first = This card first; then names and points are here again.
offline-sending-one = A stamp is being sent.
offline-sending = { $n } stamps are being sent.
offline-sent-one = A stamp was sent.
offline-sent = { $n } stamps were sent.
offline-refused-one = One could not be taken. The owner sees why.
offline-refused = { $n } could not be taken. The owner sees why.
offline-revoked = This tablet has no place at the counter any more. What it had kept waits for the owner's word.
offline-unknown = This tablet is not known any more. Its stamps stay on it until the owner enrols it again.
offline-see = Kept stamps: { $n } to look at
offline-look = Look

offline-kept-nav = Stamps that came later
offline-kept-title = Stamps that came later
offline-kept-unseen =
    { $n ->
        [one] One thing about kept stamps is new
       *[other] { $n } things about kept stamps are new
    }
offline-kept-why = Without a network a tablet keeps its stamps and sends them later. Nothing that came is dropped: what could not be taken stands here with its reason.
offline-kept-seen = I have seen all this
offline-kept-none = Nothing was kept so far. It will appear here.
offline-kept-new = new
offline-kept-flags = What stands out
offline-kept-waiting = Waiting for your word
offline-kept-waiting-why = These tablets have no place at the counter any more. What they had kept counts only if you take it.
offline-kept-take = Take
offline-kept-refuse = Refuse
offline-kept-take-all = Take all
offline-kept-refuse-all = Refuse all
offline-kept-refused = Not taken
offline-kept-refused-why = These are no visits. Where one should be, stamp the card at the counter.
offline-kept-taken = Taken
offline-kept-undo = A stamp taken back
offline-kept-unread = Could not be read
offline-flag-gap-one = Stamp { $n } of { $device } never came.
offline-flag-gap = Stamps { $from } to { $to } of { $device } never came.
offline-flag-fork = { $device } went on from an older copy of its list, at stamp { $n }. Nothing counts twice.
offline-flag-ahead = The clock of { $device } was { $how } ahead. The visits stand with a time that is possible.
offline-flag-behind = The clock of { $device } was set back by { $how }. The visits stand with a time that is possible.
offline-flag-signature = Something came in the name of { $device } that it did not sign. It is kept and does not count.
offline-flag-stolen = { $device } sent what belongs to another tablet. It is kept and does not count.
offline-minutes =
    { $n ->
        [one] a minute
       *[other] { $n } minutes
    }
offline-long-hours = { $n } hours
offline-days =
    { $n ->
        [one] a day
       *[other] { $n } days
    }
