leaving-title = { $shop } leaves the street
leaving-ahead = What happens when { $shop } leaves
leaving-points = Everyone keeps all their points. The street owes them, not the shop.
leaving-slips-to = { $n ->
    [0] No slip leads to it.
    [one] 1 slip leads to it. It leads to another shop then, with the same welcome.
   *[other] { $n } slips lead to it. They lead to another shop then, with the same welcome.
}
leaving-slips-from = { $n ->
    [0] It gave no slip that is still open.
    [one] 1 slip it gave stays good, and it still gets its thanks.
   *[other] { $n } slips it gave stay good, and it still gets its thanks.
}
leaving-promises = { $n ->
    [one] 1 promise to a customer is not kept yet.
   *[other] { $n } promises to customers are not kept yet.
} Talk to the owner before.
leaving-proposals = { $n ->
    [one] 1 proposal waits with it.
   *[other] { $n } proposals wait with it.
} Talk to the owner before.
leaving-books = Its last statement comes with this month's close. Until all is paid, the owner can see it.
leaving-counter = Its counter takes no card any more, and nobody is shown to it. What its tablets have kept until now still counts.
leaving-heir = Who takes its place on slips
leaving-heir-nearest = for each slip the nearest shop of the same kind
leaving-says = What the slip says then
leaving-says-hint = Whoever has the slip reads it.
leaving-reason = { $shop } has left the street. You are welcome here instead.
leaving-do = { $shop } leaves today
leaving-left = { $shop } left on { $day }.
leaving-handed = { $n ->
    [0] No slip had to be handed over.
    [one] 1 slip leads to another shop now.
   *[other] { $n } slips lead to another shop now.
}
leaving-over = { $n ->
    [one] For 1 slip there was no other shop.
   *[other] For { $n } slips there was no other shop.
}
leaving-not-closed = Its last month is not closed yet.
leaving-owed = The street still pays it { $sum }.
leaving-owes = It still pays the street { $sum }.
leaving-whole = Its books are settled.
leaving-months = Months and payments
leaving-return = { $shop } comes back
leaving-back = Back to the shops
leaving-link = A shop leaves the street
leaving-left-on = left on { $day }
leaving-instead = In place of { $shop }, which has left the street.
