statement-tab = Statements
statement-all = Statements, month by month
statement-none = No month is closed yet
statement-none-then = After each month's close its statement will appear here.
statement-looked-at = being looked at
statement-until = objections until { $day }
statement-title = Statement
statement-page-title = Statement of { $month }, { $shop }
statement-not-yet = { $month } is being looked at
statement-not-yet-then = A second person of the street goes over the figures. The statement is here as soon as the month is closed.
statement-period = { $month } ({ $from } to { $until })
statement-number = No. { $number }
statement-to = { $shop }
statement-receive-when = From { $day }, into your account
statement-receive = will be paid to you.
statement-pay-when = From { $day }, to the street
statement-pay = is yours to pay.
statement-even-when = For this month
statement-even = moves. You are even.
statement-even-why = What you gave and what you took are the same. There is nothing to do.
statement-why-used = More points were used at your shop than you gave. There is nothing to do.
statement-why-thanks = Your slips brought others more than your points cost. There is nothing to do.
statement-why-carried-in = Something was open from before. There is nothing to do.
statement-why-given = You gave more points than were used at your shop. The street tells you how to pay; there is nothing to do before.
statement-why-carried-out = Something was open from before. The street tells you how to pay; there is nothing to do before.
statement-why-costs = Fee, thanks and the price of points come to more than what was used at your shop. The street tells you how to pay; there is nothing to do before.
statement-gets = You receive
statement-pays = You pay
statement-net = Difference
statement-total = Total
statement-bar-receive = { $sum } to you
statement-bar-pay = { $sum } from you
statement-given = Points you gave
statement-taken = Points used at your shop
statement-thanks-got = Thanks for slips you sent
statement-thanks-paid = Thanks for slips you got
statement-fee = The street's fee
statement-adjustment = Objection settled
statement-carried = Open from before
statement-times = { $points } points × { $rate }
statement-times-lot = { $points } points × { $rate } for { $lot }
statement-slips-how =
    { $n ->
        [one] one slip: { $times }
       *[other] { $n } slips: { $times }
    }
statement-adjustment-how = to an earlier statement
statement-carried-how = not paid when this month ended
statement-sent = Slips you sent that were used: { $n }
statement-got = Slips you got: { $n }
statement-slips =
    { $n ->
        [one] 1 slip
       *[other] { $n } slips
    }
statement-others =
    { $n ->
        [one] one other shop
       *[other] { $n } other shops
    }
statement-no-slips = none this month
statement-tax-fee = Fee at 10%: { $fee }, of which consumption tax { $tax }.
statement-tax-reduced = At 8% (reduced rate): { $none }.
statement-tax-points = Points and thanks settled between shops are money passed on, outside the scope of consumption tax. Each shop invoices its own sales.
statement-invoice-street = Registration number of { $street }: { $number }
statement-invoice-shop = Registration number of { $shop }: { $number }
statement-check = These figures can be checked against the books at any time.
statement-object-until = If something is not right, say so until { $day }, on this statement's page or to { $whom }. We stop the payment and look at it together.
statement-contact = { $name } of { $street }
statement-seal = Seal of the month
statement-seal-how = Published at { $address }
statement-files = The statement as a file
statement-xlsx = Spreadsheet (XLSX)
statement-files-how = The files hold every line. What Shift_JIS cannot write becomes 〓 in that file.
statement-objection-head = Is something not right?
statement-objection-how = Write what is not right, until { $day }. The street looks at it and answers here; what comes of it is in the next statement.
statement-objection-reason = What is not right
statement-objection-send = This is not right
statement-objection-none = The shop has not objected.
statement-objection-open = waits for an answer
statement-objection-waits = The street has your objection and answers here.
statement-objection-answer-it = To the objections
statement-objection-gone = The words were taken away together with the sign-in of whoever wrote them.
statement-objection-late = Objections could be written until { $day }. If you find something now, ask { $name } of { $street }.
statement-objection-late-street = Objections could be written until { $day }. If you find something now, ask { $street }.
statement-answered = Answered on { $day }
statement-settled-nothing = The statement stands.
statement-settled-more = { $sum } more for the shop, in the next statement.
statement-settled-less = { $sum } less for the shop, in the next statement.
statement-objections = Objections
statement-objections-head =
    { $n ->
        [0] No objection waits
        [one] One objection waits for your answer
       *[other] { $n } objections wait for your answer
    }
statement-objections-none = What a shop writes about its statement will appear here.
statement-objections-answered = Answered
statement-answer-text = Answer, as the shop will read it
statement-answer-amount-head = What comes of it
statement-answer-more = the shop gets more
statement-answer-less = the shop gets less
statement-answer-amount = Sum
statement-answer-hint = Left empty, the statement stands. The sum goes into the shop's next statement.
statement-answer-send = Answer
statement-invoice-yours = Your registration number for invoices
statement-invoice-streets = The street's registration number for invoices
statement-invoice-optional = may be left empty
statement-invoice-hint = T and 13 digits, as the tax office gave it. It stands on the statements.
statement-invoice-keep = Keep
statement-invoice-saved = Kept.
statement-file-row = Kind
statement-file-day = Day
statement-file-time = Time
statement-file-what = What
statement-file-shop = Other shop
statement-file-count = Count
statement-file-points = Points
statement-file-rate = Rate
statement-file-lot = for points
statement-file-money = Money
statement-file-line = statement
statement-file-transfer = single
statement-file-sheet = Statement
statement-file-singles = Every line
statement-file-given-back = Points taken back
statement-file-taken-back = Use of points undone
statement-file-thanks-got-back = Thanks undone
statement-file-thanks-paid-back = Thanks undone, yours
statement-objections-link = What shops find not to be right
