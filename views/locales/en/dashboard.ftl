# The producer's desk and the shop owner's: findings as whole sentences, forms, tables.

## The curtain
dashboard-desk = The producer's desk
dashboard-tab-overview = Overview
dashboard-shops = Shops
dashboard-slips = Slips
dashboard-books = Books
dashboard-charter = Charter
dashboard-people-tab = People

## Periods
dashboard-period = Period
dashboard-how = How is the street?
dashboard-week = Week
dashboard-month = Month
dashboard-quarter = Quarter
dashboard-year = Year
dashboard-before = Before: { $period }
dashboard-after = After: { $period }
dashboard-the-week-before = the week before
dashboard-the-quarter-before = the quarter before
dashboard-week-of = Week of { $day }
dashboard-weekday =
    { $day ->
        [mon] Monday
        [tue] Tuesday
        [wed] Wednesday
        [thu] Thursday
        [fri] Friday
        [sat] Saturday
       *[sun] Sunday
    }
dashboard-so-far = Counted up to { $day }.

## Figures
dashboard-visits = visits
dashboard-passports = passports used
dashboard-shared = more than one shop
dashboard-slips-used = slips used / given

## The answer in a sentence
dashboard-headline-and = { $opening }, and { $ending }.
dashboard-headline-alone = { $opening }.
dashboard-headline-good =
    { $kind ->
        [week] A good week
        [month] A good month
        [quarter] A good quarter
       *[year] A good year
    }: { $visits } visits, { $percent }% more than in { $before }
dashboard-headline-level = A steady time: { $visits } visits, about as many as in { $before }
dashboard-headline-lean = A quieter time: { $visits } visits, { $percent }% fewer than in { $before }
dashboard-headline-first = The first count: { $visits } visits
dashboard-headline-so-far = { $visits } visits so far
dashboard-headline-few = Fewer than 10 people came, so we do not show numbers yet.
dashboard-headline-none = No visits here yet. They will appear with the first stamp.
dashboard-headline-more-shared = more people go on to a second shop
dashboard-headline-less-shared = fewer people go on to a second shop
dashboard-headline-same-shared = as many as before go on to a second shop

## Visits
dashboard-visits-none = Visits will appear here.
dashboard-visits-carry = { $day }s carry the street
dashboard-visits-alike = One day is much like another
dashboard-visits-begun = The first days are counted
dashboard-visits-dry = { $said }.
dashboard-visits-rain =
    { $n ->
        [one] { $said }; one day it rained.
       *[other] { $said }; { $days } days it rained.
    }
dashboard-visits-best-day = { $day } was the strongest day.
dashboard-visits-best-week = The week of { $day } was the strongest.
dashboard-visits-best-month = { $month } was the strongest month.
dashboard-visits-event = { $event }, { $visits }
dashboard-note-dated = Dated: { $day }s.
dashboard-note-rain = Hatched: rain.
dashboard-note-few = Dashed outline: fewer than 10 people.
dashboard-note-average = Dashed: average in { $before }, { $visits }.
dashboard-table = Table

## More than one shop
dashboard-shared-up =
    { $n ->
        [one] Shared: { $percent }%, one point up.
       *[other] Shared: { $percent }%, { $points } points up.
    }
dashboard-shared-down =
    { $n ->
        [one] Shared: { $percent }%, one point down.
       *[other] Shared: { $percent }%, { $points } points down.
    }
dashboard-shared-same = Shared: { $percent }%, as before.
dashboard-shared-first = { $percent }% use more than one shop.
dashboard-shared-few = Too few people to say who shares.
dashboard-by-shops = People by how many shops they use
dashboard-one-shop = one shop
dashboard-two-shops = two
dashboard-three-shops = three
dashboard-more-shops = 4+
dashboard-one-shop-name = One shop
dashboard-two-shops-name = Two shops
dashboard-three-shops-name = Three shops
dashboard-more-shops-name = Four shops or more

## From need to need
dashboard-flows-two = After { $from } comes { $to }; after { $other }, { $next }.
dashboard-flows-one = After { $from } comes { $to }.
dashboard-flows-none = No well-trodden way between needs yet.
dashboard-flows-what = People who went from one to the other the same day
dashboard-flow-name = { $from } to { $to }
dashboard-flows-more =
    { $n ->
        [one] One more pair is in the table.
       *[other] { $n } more pairs are in the table.
    }
dashboard-flows-few =
    { $n ->
        [one] One more pair is too few to show.
       *[other] { $n } more pairs are too few to show.
    }

## The map
dashboard-map-both = Busy around { $busy }, quiet around { $quiet }.
dashboard-map-one = Busy around { $busy }.
dashboard-map-none = The map fills with the first visits.
dashboard-map-visits =
    { $visits ->
        [one] one visit
       *[other] { $visits } visits
    }
dashboard-map-note = Stronger: more visits. Hatched: fewer than 10 people.

## Left out
dashboard-left-out = Left out
dashboard-left-out-none = Nobody, as far as the numbers tell.
dashboard-shared-customers =
    { $n ->
        [one] One shared customer.
       *[other] { $n } shared customers.
    }
dashboard-silent-since = No stamp since { $day }.
dashboard-silent-ever = No stamp yet.
dashboard-no-slips-in =
    { $weeks ->
        [one] No slip sent here for a week.
       *[other] No slip sent here in { $spelt } weeks.
    }
dashboard-sends-only = Sends slips, gets none back.
dashboard-paper = People with paper cards
dashboard-paper-why = { $passports }% of passports, { $slips }% of slips.

## This week
dashboard-this-week = This week
dashboard-this-week-none = Nothing is waiting. A good week to visit a shop.
dashboard-todo-invite = Invite the owner of { $shop }
dashboard-todo-invite-why =
    { $n ->
        [one] Nobody there can sign in yet; one visit in this period.
       *[other] Nobody there can sign in yet; { $n } visits in this period.
    }
dashboard-todo-invite-act = Invite
dashboard-todo-map =
    { $n ->
        [one] Give one category a need
       *[other] Give { $n } categories a need
    }
dashboard-todo-map-why =
    { $shops ->
        [one] One shop of the category “{ $example }” is never suggested until then.
       *[other] { $shops } shops are never suggested until then; “{ $example }” is one of the categories.
    }
dashboard-todo-map-act = Choose
dashboard-todo-notice = Write a notice for the counters
dashboard-todo-notice-last = The last one came down on { $day }.
dashboard-todo-notice-never = The counters have not shown one yet.
dashboard-todo-notice-act = Write
dashboard-todo-pair = Let { $from } and { $to } share a slip
dashboard-todo-pair-people = { $n } people went from one to the other the same day;
dashboard-todo-pair-given =
    { $n ->
        [0] no slip was given.
        [one] one slip was given.
       *[other] { $n } slips were given.
    }
dashboard-todo-pair-act = See slips

## Tables behind the charts
dashboard-tables = { $period } in tables
dashboard-tables-back = Back to the charts
dashboard-rounded = People are rounded to 5; what stands for fewer than 10 people is not shown.
dashboard-tables-visits = Visits
dashboard-tables-when = When
dashboard-tables-weather = Weather
dashboard-rain = rain
dashboard-no-rain = no rain
dashboard-unknown = not known
dashboard-tables-average = Average in { $before }
dashboard-tables-shared = People who use more than one shop
dashboard-tables-shops-used = Shops used
dashboard-people = people
dashboard-tables-flows = From need to need on the same day
dashboard-from = From
dashboard-to = To
dashboard-tables-map = The map's areas
dashboard-tables-map-what = An area is a hexagon of the map, named by the shops in it.
dashboard-tables-area = Shops in the area
dashboard-tables-shops = All shops

## Shops
dashboard-shops-count =
    { $n ->
        [0] No shops yet
        [one] One shop under this curtain
       *[other] { $n } shops under this curtain
    }
dashboard-shops-none = No shops yet.
dashboard-shops-import = Shops come in by the command line: noren import shops FILE.
dashboard-shop = Shop
dashboard-need = need
dashboard-no-need = none yet
dashboard-slips-given = slips given
dashboard-slips-received = slips received
dashboard-last-stamp = last stamp
dashboard-never = none yet
dashboard-owner = owner
dashboard-owner-yes = signed in
dashboard-owner-invited = invited
dashboard-owner-no = nobody yet
dashboard-invite = Invite
dashboard-invite-of = Invite the owner of { $shop }
dashboard-categories =
    { $n ->
        [one] One category without a need
       *[other] { $n } categories without a need
    }
dashboard-categories-why = Shops of these categories are never suggested to anyone. Choose the need of daily life they answer.
dashboard-category-shops =
    { $n ->
        [one] { $example }
       *[other] { $n } shops, { $example } among them
    }
dashboard-category-need = Need for { $category }
dashboard-choose-need = Choose a need
dashboard-map-it = Save

## Slips
dashboard-slips-found = { $given } slips given, { $used } used: { $percent } reach the next shop.
dashboard-slips-given-only = { $given } slips given, few of them used yet.
dashboard-slips-few = Fewer than 10 people had a slip, so we do not show numbers yet.
dashboard-slips-none = No slips in this period.
dashboard-slips-none-then = They will appear here with the first one a counter gives.
dashboard-slips-busiest = Where most are sent
dashboard-slips-few-pairs =
    { $n ->
        [one] One more pair of shops.
       *[other] { $n } more pairs of shops.
    }
dashboard-slips-all = From every shop to every shop
dashboard-slips-how = Rows send, columns receive. Large: given; small: used. Hatched: fewer than 10 people. Blank: none.
dashboard-slips-no = none
dashboard-slips-cell = { $given } given, { $used } used
dashboard-given = given
dashboard-used = used

## Books
dashboard-books-balance = The books balance: debits and credits are both { $sum }.
dashboard-books-differ = The books do not balance: they differ by { $difference }.
dashboard-books-at = As of { $day }, { $time }.
dashboard-books-verify = noren verify proves it account by account.
dashboard-books-differ-then = Run noren verify and call whoever keeps the program; stamps may go on meanwhile.
dashboard-books-kinds = By kind of account
dashboard-books-points = In points
dashboard-books-latest = Latest transfers
dashboard-books-newest = Newest first
dashboard-books-nobody = Nobody is named here: a passport is a passport.
dashboard-books-shops = Where each shop stands
dashboard-books-shops-how = In points. Plus: the street owes the shop. Minus: the shop owes the street.
dashboard-books-none = No transfers yet.
dashboard-books-none-then = They will appear here with the first stamp.
dashboard-account = Account
dashboard-accounts = accounts
dashboard-debits = debits
dashboard-credits = credits
dashboard-balance = balance
dashboard-all-accounts = All
dashboard-accounts-passports = Passports
dashboard-accounts-debts = Debts of passports
dashboard-accounts-shops = Shops
dashboard-accounts-fund = The street's fund
dashboard-accounts-expired = Lapsed points
dashboard-a-passport = a passport
dashboard-a-debt = a passport's debt
dashboard-issued = points given
dashboard-redeemed = points taken
dashboard-thanks-received = thanks received
dashboard-thanks-paid = thanks paid
dashboard-position = position
dashboard-when = When
dashboard-what = What
dashboard-from-to = Debit → credit
dashboard-points = points
dashboard-reason-visit = Visit
dashboard-reason-welcome = Welcome
dashboard-reason-thanks = Thanks for a slip
dashboard-reason-amends = Made good
dashboard-reason-redemption = Redemption
dashboard-reason-reversal = Taken back
dashboard-reason-expiry = Lapsed
dashboard-reason-debt = Debt settled

## Charter
dashboard-charter-now = Charter { $number }, in force since { $day }
dashboard-charter-none = No charter is in force yet
dashboard-charter-none-then = Until one is, stamps earn nothing. Write the first one here.
dashboard-charter-saved = The new charter is kept. It begins on { $day }.
dashboard-charter-history = Versions
dashboard-version = Charter { $number }
dashboard-version-from = from { $day }
dashboard-version-to-come = still to come
dashboard-version-first = The first one.
dashboard-version-same = The same rules.
dashboard-rule-visit =
    { $points ->
        [0] A visit earns no points by itself.
        [one] Every visit earns one point.
       *[other] Every visit earns { $points } points.
    }
dashboard-rule-amount =
    { $points ->
        [one] Every full { $hundred } spent earns one point more.
       *[other] Every full { $hundred } spent earns { $points } points more.
    }
dashboard-rule-no-amount = What is spent earns nothing more.
dashboard-rule-cooldown =
    { $minutes ->
        [one] At the same shop, the next stamp counts after one minute.
       *[other] At the same shop, the next stamp counts after { $minutes } minutes.
    }
dashboard-rule-cooldown-hours =
    { $hours ->
        [one] At the same shop, the next stamp counts after one hour.
       *[other] At the same shop, the next stamp counts after { $hours } hours.
    }
dashboard-rule-no-cooldown = Every stamp counts, however soon it follows.
dashboard-rule-max = Amounts up to { $max } are taken at a counter.
dashboard-rule-slip =
    { $days ->
        [one] A slip is good for one day: { $welcome } points for who comes with it, { $thanks } points for the shop that sent them.
       *[other] A slip is good for { $days } days: { $welcome } points for who comes with it, { $thanks } points for the shop that sent them.
    }
dashboard-rule-expiry =
    { $months ->
        [one] Points lapse after one month without a visit.
       *[other] Points lapse after { $months } months without a visit.
    }
dashboard-rule-no-expiry = Points never lapse.
dashboard-example = Worked out once
dashboard-example-visit = Someone spends { $amount } and shows the passport:
dashboard-example-for-visit = for the visit
dashboard-example-for-amount = { $hundreds } full hundreds, { $points } each
dashboard-example-sum = points
dashboard-example-slip = With a slip from a neighbour it is { $welcome } more, { $all } in all, and the neighbour gets { $thanks }.
dashboard-lot = Points by which shops settle (a lot)
dashboard-lot-price = What a shop owes for a lot it gave
dashboard-lot-value = What a shop receives for a lot it took (at most what it costs)
dashboard-monthly-fee = Monthly fee of a shop
dashboard-objection-days = Days to object to a statement
dashboard-rule-lot = For every { $lot } points a shop gives it owes { $price }; for every { $lot } it takes it receives { $value }. The street's fund keeps { $share }.
dashboard-rule-fee = Each shop pays { $fee } a month to the fund. Within { $days } days it may object to its statement.
dashboard-rule-no-fee = Membership is free. Within { $days } days a shop may object to its statement.
dashboard-example-between = And between the shops, once the month is closed:
dashboard-example-owes = the shop that gave the { $points } points owes
dashboard-example-gets = the shop where they are used receives
dashboard-example-fund = the street's fund keeps
dashboard-charter-next = The next charter
dashboard-charter-next-how = Rules never change backwards: a new version begins on a day of its own, and all visits before it keep theirs.
dashboard-points-per-visit = Points for a visit
dashboard-points-per-100 = Points for every full hundred
dashboard-cooldown = Minutes until the next stamp counts
dashboard-max-amount = Largest amount
dashboard-expiry = Months until points lapse
dashboard-zero-never = 0: never
dashboard-slip-days = Days a slip is good for
dashboard-slip-welcome = Points for who comes with a slip
dashboard-amends-max = Most points a shop may give to make good
dashboard-offline-hours = Hours a stamp may wait on a tablet
dashboard-offline-taps = Most stamps waiting on one tablet
dashboard-offline-amount = Most those may come to
dashboard-offline-welcomes = Most welcomes a tablet may promise offline
dashboard-passport-day-points = Most points a passport earns in a day
dashboard-clerk-day-points = Most points one member of staff gives in a day
dashboard-rule-offline = Without a network a tablet keeps up to { $taps } stamps for { $hours } hours, { $amount } in all, and promises up to { $welcomes } welcomes.
dashboard-rule-day = A passport earns at most { $passport } points in a day; one member of staff gives at most { $clerk }.
dashboard-rule-amends = Where something went wrong, the shop may make good with up to { $points } of its own points.
dashboard-slip-thanks = Points for the shop that sent them
dashboard-promise = The promise
dashboard-promise-ja = The promise in Japanese
dashboard-promise-en = The promise in English
dashboard-effective-from = Begins on
dashboard-effective-hint = { $day } at the earliest.
dashboard-charter-post = Put in force
dashboard-mistake-number = Whole numbers only, such as 10.
dashboard-mistake-below = { $n } is the least.
dashboard-mistake-above = { $n } is the most.
dashboard-mistake-date = I cannot read this day. Write it as 2026-12-01.
dashboard-mistake-past = Rules begin tomorrow at the earliest.
dashboard-mistake-over = This day is over. Choose today or later.
dashboard-mistake-empty = This is needed.
dashboard-mistake-long = { $n } characters at most.
dashboard-mistake-no-shop = Choose the shop the owner belongs to.
dashboard-mistake-there = They hold this office already.

## People
dashboard-people-head = Who runs the street
dashboard-offices = Offices
dashboard-office-empty = Nobody holds this office yet.
dashboard-since = since { $day }
dashboard-staff = Shops and their staff
dashboard-staff-none = No shop has staff yet. Invite its owner first.
dashboard-role-coordinator = Coordinator
dashboard-role-officer = Officer
dashboard-role-auditor = Auditor
dashboard-role-owner = Shop owner
dashboard-role-clerk = Clerk
dashboard-role-of = { $role }, { $shop }
dashboard-invite-head = Invite someone
dashboard-invite-as = As
dashboard-invite-shop = Shop
dashboard-invite-shop-only = for owners only
dashboard-choose-shop = Choose a shop
dashboard-email = E-mail
dashboard-email-hint = The link signs in this address and no other.
dashboard-invite-make = Make the invitation
dashboard-made = An invitation for { $email }: { $role }
dashboard-made-hand = Hand on this link, or let them scan the code. It is shown only now.
dashboard-made-sent = It is on its way by e-mail. You may hand on the link or the code too; they are shown only now.
dashboard-made-qr = QR code of the link
dashboard-made-until = Good until { $day }, once.
dashboard-password = New password
dashboard-password-made = A new password for { $name }
dashboard-invitations = Open invitations
dashboard-invitations-none = None is open.
dashboard-invitation-until = until { $day }
dashboard-notice = Notice for the counters
dashboard-notice-none = None is up. A notice stands on every counter's first screen.
dashboard-notice-until = On every counter until { $day }
dashboard-notice-text = What the counters should say
dashboard-notice-hint = One or two lines, up to 140 characters.
dashboard-notice-last = Last day
dashboard-notice-put = Put it up

## The shop owner's desk
dashboard-desk-of = { $shop }: staff and keys
dashboard-to-counter = Counter
dashboard-my-shop = My shop
dashboard-public-page = Public page
dashboard-staff-here = Who works here
dashboard-you = you
dashboard-end = End
dashboard-end-sure = { $name } can then no longer sign in for this shop. What they stamped stays.
dashboard-end-yes = Yes, end it
dashboard-invite-clerk = Invite a clerk
dashboard-hand = The counter's side
dashboard-hand-why = The number keys and Stamp lie under this hand.
dashboard-hand-right = Right hand
dashboard-hand-left = Left hand
dashboard-keys = Keys for programs
dashboard-keys-why = A till or another program stamps for this shop with a key.
dashboard-key-made = Your new key
dashboard-key-once = Copy it now: it is shown only once.
dashboard-key-end = End
dashboard-key-name = What is it for?
dashboard-key-name-hint = The till, the web shop, …
dashboard-key-make = Make a key

dashboard-watch = What stands out
dashboard-watch-tab = What stands out
dashboard-watch-since = Stamps and slips since { $day }, four weeks.
dashboard-watch-invented = Residents appear under an invented sign; only their shop can tell who it is.
dashboard-watch-nothing = Nothing stands out in the last four weeks.
dashboard-watch-looked-at = Looked at are: stamps faster than cards can be shown, a colleague's passport stamped at their own shop, the same card twice a day by the same hand, the same people sent back and forth, and stamps taken back.
dashboard-watch-found =
    { $n ->
        [one] One thing is worth a word.
       *[other] { $n } things are worth a word.
    }
dashboard-watch-resident = resident { $sign }
dashboard-watch-burst = { $shop }: { $who } stamped { $n } cards faster than they can be shown.
dashboard-watch-burst-perhaps = It may be cards stamped together after a busy hour. Ask who was there.
dashboard-watch-own = { $shop }: the passport of { $who }, who works there, was stamped there { $n } times.
dashboard-watch-own-perhaps = Colleagues are customers too. More than once a week is worth a word.
dashboard-watch-favourite = { $shop }: { $who } stamped the card of { $whom } more than once a day, { $n } stamps in all.
dashboard-watch-favourite-perhaps = Some regulars come twice a day. On four days or more it is worth a look.
dashboard-watch-trade = { $one } and { $other } sent the same people back and forth, { $n } slips.
dashboard-watch-trade-perhaps = Good neighbours do this. Make sure the people were really there.
dashboard-watch-undone = { $shop }: { $who } took back { $n } stamps, a fifth of them or more.
dashboard-watch-undone-perhaps = It looks like this while somebody learns. Ask what went wrong.
dashboard-watch-when = When
dashboard-watch-where = Where
dashboard-watch-by = By
dashboard-watch-for = For
dashboard-watch-points = Points
dashboard-watch-nobody = not told
dashboard-watch-taken-back = taken back
dashboard-watch-open = Receipt
dashboard-watch-more =
    { $n ->
        [one] and one more
       *[other] and { $n } more
    }
