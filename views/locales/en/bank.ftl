# Bank accounts, and a month as it is paid between the street and its shops.
bank-account = Bank account
bank-account-street = The street's bank account
bank-account-of = Bank account of { $shop }
bank-account-of-street = Bank account of { $street }
bank-account-kept = The account is kept.
bank-account-why = Here the street pays what a month comes to. Write it as it stands in your bank book.
bank-account-why-street = From here the street pays its shops, and here it collects. Write it as it stands in the bank book.
bank-account-keep = Keep this account
bank-account-changed = Last changed on { $day }.
bank-account-secret = The street sees the last three digits; the whole stands only here and in the file for the bank.
bank-code = Bank code
bank-branch = Branch code
bank-digits = { $n } digits
bank-digits-up-to = up to { $n } digits
bank-kind = Kind of account
bank-ordinary = Ordinary
bank-current = Current
bank-savings = Savings
bank-number = Account number
bank-number-hint = A shorter number gets zeros in front. Japan Post Bank: bank code 9900, and the branch and number it gives for transfers.
bank-holder = Holder, in kana
bank-holder-hint = Hiragana and katakana are fine: it is written as banks do, such as ｶ)ｶﾒﾔﾄｳﾌﾃﾝ.
bank-holder-name = Holder
bank-holder-name-hint = In Latin letters, as the bank knows it.
bank-iban-hint = Spaces do not matter.
bank-payer-code = Payer's code
bank-payer-code-hint = 10 digits, from the bank, for transfers.
bank-collector-code = Collector's code
bank-collector-code-hint = 10 digits, from the bank, for direct debit.
bank-settled = What your months came to
bank-settled-none = No month is closed yet. Each one stands here once it is, with whether it is paid.
bank-you-get = You receive { $amount }.
bank-you-pay = You pay { $amount }.
bank-paid-on = Paid on { $day }
bank-not-paid = Not paid yet
bank-nothing-due = Nothing to pay
bank-journal-for = For your bookkeeping:
bank-money-forward = Money Forward
bank-freee = freee
bank-mandates = Direct debit
bank-mandates-why = Who signed the form for direct debit can be collected from by file. The others pay by invoice.
bank-mandates-none = Nobody has signed yet.
bank-mandates-no-accounts = No shop has given its account yet. Owners do so under “My shop”.
bank-mandate-signed = Number { $number }, signed on { $day }
bank-mandate-end = End
bank-mandate-customer = Number at the bank
bank-mandate-customer-hint = Up to 20 digits, as on the form.
bank-mandate-day = Signed on
bank-mandate-keep = Note the signed form
bank-payments-of = Payments for { $month }
bank-all-paid = { $month }: everything is paid.
bank-to-pay =
    { $month }: { $out ->
        [0] no shop is still to be paid
        [one] the street still pays one shop { $pays }
       *[other] the street still pays { $out } shops { $pays }
    }; { $back ->
        [0] none still pays.
        [one] one shop still pays { $gets }.
       *[other] { $back } shops still pay { $gets }.
    }
bank-done-file = The file is made. Fetch it below and give it to the bank.
bank-done-paid = Noted as paid. The shops see it too.
bank-done-undone = Taken back: it is open again.
bank-over-to = What was still open here went over to { $month }.
bank-no-file = No file was made
bank-before = { $kind }: one was made already, on { $day } at { $time }.
bank-before-then = If it went to the bank, a second one would move the money twice: note it as paid below instead. Fetching it again gives the same file.
bank-fetch-same = Fetch the same file
bank-make-anew = It never reached the bank: make a new one of what is open
bank-not-drawn = The bank could not draw from
bank-out = The street pays
bank-out-none = Nobody receives anything for this month.
bank-in = The street receives
bank-in-none = Nobody owes anything for this month.
bank-choose = Choose
bank-choose-shop = Choose { $shop }
bank-statement = Statement
bank-amount = Amount
bank-state = State
bank-sum =
    { $n ->
        [one] one shop
       *[other] { $n } shops
    }
bank-account-lacks = No account
bank-account-new = changed on { $day }
bank-undo = Take back
bank-undo-sure = It came back from the bank, or was noted by mistake.
bank-undo-yes = Take this payment back
bank-open-out = To be paid
bank-open-debit = By direct debit
bank-open-invoice = Pays by invoice
bank-over = Went over to the next month
bank-mark-how = Choose shops in the lists, then say when the money moved.
bank-paid-day = Paid on
bank-mark = Note as paid
bank-files = Files for the bank
bank-own = The street's account ends in { $ending }.
bank-own-change = Change it
bank-own-lacks = The street has no account of its own yet.
bank-own-add = Add it
bank-files-nothing = Nothing is left that a file would pay or collect.
bank-on = Day it is to be paid
bank-on-hint = A day on which banks work. Many want files two days before.
bank-make-transfer =
    { $n ->
        [one] Transfer file for one shop
       *[other] Transfer file for { $n } shops
    }
bank-make-pain =
    { $n ->
        [one] pain.001 for one shop
       *[other] pain.001 for { $n } shops
    }
bank-make-debit =
    { $n ->
        [one] Direct debit file for one shop
       *[other] Direct debit file for { $n } shops
    }
bank-make-one = The transfer file and pain.001 pay the same shops: give the bank one of them.
bank-file-transfer = Transfer file (Zengin)
bank-file-debit = Direct debit file (Zengin)
bank-file-pain = Transfer file (pain.001)
bank-made = Files made
bank-file-says =
    { $n ->
        [one] One payment, { $total }, for { $day }
       *[other] { $n } payments, { $total }, for { $day }
    }
bank-file-by = Made by { $name } on { $day } at { $time }
bank-file-at = Made on { $day } at { $time }
bank-fetch = Fetch
bank-file-paid = All of it was paid
bank-file-paid-yes =
    { $n ->
        [one] Note one as paid
       *[other] Note { $n } as paid
    }
bank-result = What the bank answered
bank-result-how = Put in the result of a direct debit
bank-result-text = The result file, opened as text and copied whole
bank-result-take = Note what was drawn
bank-journals = For the street's bookkeeping
bank-journals-why = The month's entries for { $n } shops, to be imported as they are.
bank-shop-account = Where your share of a month is paid:
bank-no-money = not enough money in the account
bank-gone = the bank knows no such account
bank-stopped = the holder stopped it
bank-no-form = the bank has no signed form
bank-stopped-here = stopped by the street
bank-other = another reason; ask the bank
bank-held = Waits: the shop objects

## What an earlier month left
bank-all-paid-but = { $month }: everything of this month is paid, and something of an earlier one came back.
bank-loose = A payment of an earlier month was taken back
bank-loose-out = the street still pays { $sum }.
bank-loose-in = the shop still pays { $sum }.
bank-loose-then = It stands open in the month it was for, where it can be noted once it is paid. Else it goes into the next statement.
bank-back = Taken back on { $day }: open again. Note it here once it is paid, or the next statement has it.
bank-asked = An earlier month's file asks for some of this too
bank-asked-for = the file for { $month }, made on { $day }, asks for { $sum }, and nothing was noted.
bank-asked-then = If the money moved, note it there first: it is then left out here.
bank-asked-make = It did not move: make the file
bank-unsure = Not as the file had asked
bank-result-twice = { $sum } was drawn, and it was settled before. The street has it twice: give it back.
bank-result-silent = the answer says nothing of it.
bank-result-number = Number { $number } at the bank
bank-result-unknown = the answer has { $sum } for it, and the file did not ask for that.
