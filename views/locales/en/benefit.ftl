# What the street costs a shop and whom it brings.

benefit-title = Costs and new faces
benefit-link-why = What the street costs you, and whom it brings:

## The answer in two sentences
benefit-paid-more = You paid { $sum } more than you got.
benefit-got-more = You got { $sum } more than you paid.
benefit-even = You paid as much as you got.
benefit-came =
    { $slip ->
        [0] About { $n } people who had been at other shops came to you for the first time.
        [one] About { $n } people who had been at other shops came to you for the first time; one of them with a slip.
       *[other] About { $n } people who had been at other shops came to you for the first time; { $slip } of them with a slip.
    }
benefit-came-slips =
    { $slip ->
        [one] One person came to you for the first time with a slip.
       *[other] { $slip } people came to you for the first time with a slip.
    }
benefit-came-few = Too few people who had been at other shops came to you for the first time to give a number.
benefit-each-about = Each of them cost you about { $sum }.
benefit-each-most = Each of them cost you { $sum } at most.
benefit-each-nothing = They cost you nothing.
benefit-middle-each = In the middle of the street it is about { $sum }.
benefit-middle-nothing = In the middle of the street they cost nothing.

## The table
benefit-you = You
benefit-middle = Middle of the street
benefit-money = Money
benefit-paid = You paid
benefit-paid-how = for points you gave, thanks for slips, the fee
benefit-got = You got
benefit-got-how = for points used with you, thanks for your slips
benefit-difference = In the end
benefit-sum-paid = { $sum } paid
benefit-sum-got = { $sum } got
benefit-people = People
benefit-faces = New to you from the street
benefit-faces-how = had been at another shop before
benefit-with-slip = of these, with a slip
benefit-first-visits = All first visits to you
benefit-first-visits-how = also those whose first stamp anywhere was yours
benefit-returning = Came again
benefit-returning-how = had been with you before
benefit-slips = Slips
benefit-slips-given = You gave
benefit-slips-used = of these, used by now
benefit-slips-got = Brought somebody to you
benefit-each = One new face
benefit-each-row = One new face cost
benefit-each-how = what you paid more than you got, by those new from the street
benefit-about = about { $n }
benefit-at-most = { $n } at most
benefit-more-than = more than { $n }
benefit-nothing = nothing
benefit-too-few = too few to tell
benefit-too-few-why = Where people had been before is told of ten people or more.

## Notes
benefit-note-open = Not every month of this is closed: its money is what it comes to so far, with the month's fee.
benefit-note-goods = Points used with you count as money you got; you gave goods for them.
benefit-note-first = First time means the first time with the street's passport: who came before without one is counted too.
benefit-note-others = Where people had been before is told of ten people or more, and not exactly.
benefit-note-middle = Middle of the street: the mean of the shops in the middle, rounded. No shop's own figures can be read from it.
benefit-note-no-middle = With fewer than five shops the street has no middle to show: it would give a shop away.
benefit-to-statements = Your statements, month by month
benefit-none = Nothing happened with you in { $period }
benefit-none-then = What the street costs and whom it brings will appear here with the first stamp.

## The producer's page
benefit-street-title = Who carries most for least
benefit-street-link = Who carries most for least?
benefit-street-found = { $shop } carries most for least: it paid { $sum } more than it got, and about { $n } people came to it from other shops for the first time.
benefit-street-found-few = { $shop } carries most for least: it paid { $sum } more than it got, and fewer than 10 people came to it from other shops for the first time.
benefit-street-nobody = No shop paid more than it got.
benefit-street-why = A shop that sees the cost alone will leave. Those at the top are worth a visit first, and slips that lead there.
benefit-street-faces = New faces from the street
benefit-street-none-then = It will appear here with the first stamp.
benefit-note-runs = Whom the street brought, and its middle, are told once this is over: until then each stamp would show in them.
