sponsor-title = Sponsors
sponsor-headline = { $n ->
    [0] Nobody else pays for points now.
    [one] One campaign runs: somebody else pays for its points.
   *[other] { $n } campaigns run: somebody else pays for their points.
}
sponsor-none = No campaign yet.
sponsor-none-then = Once a company or the city has paid, open one here.
sponsor-by = Paid for by { $sponsor }
sponsor-waits = begins on { $day }
sponsor-until = runs until { $day }
sponsor-over = was over on { $day }
sponsor-ended = ended and settled
sponsor-given = { $given } of { $budget } points given, { $n } with the first visit of a day, at { $shops ->
    [one] one shop
   *[other] { $shops } shops
}.
sponsor-paid = { $sum } paid to the street's fund.
sponsor-used-up = { $n ->
    [one] At one shop its share is used up
   *[other] At { $n } shops their share is used up
}; elsewhere there is some left.
sponsor-share-out = Share out anew what is left
sponsor-end = End it and pay back { $sum }
sponsor-came-back = { $n ->
    [one] 1 point came back
   *[other] { $n } points came back
} since, by stamps that were undone.
sponsor-pay-back = The campaign has ended. Pay { $sum } back to its sponsor.
sponsor-link = What { $sponsor } sees: pass this page on
sponsor-open-head = Open a campaign
sponsor-open-how = The sponsor buys points from the street's fund: { $price } for { $lot ->
    [one] one point
   *[other] { $lot } points
}. Open it when the money is there. What nobody got is paid back at the end.
sponsor-name = Who pays
sponsor-name-hint = As residents will read it: a company, the city.
sponsor-campaign = What it is called
sponsor-campaign-hint = Residents read it on the receipt and on their passport.
sponsor-points = Points with a visit, once a day
sponsor-budget = Points in all
sponsor-budget-hint = Divided equally among the shops; what is left can be shared out anew.
sponsor-from = First day
sponsor-last = Last day
sponsor-shops = Shops that hand them out
sponsor-open = It is paid: open it
sponsor-earned = { $title } ({ $sponsor })
sponsor-runs = { $n ->
    [one] 1 point more
   *[other] { $n } points more
} with the first visit of a day at { $shops ->
    [one] one shop
   *[other] { $shops } shops
}, until { $day }. Paid for by { $sponsor }.
sponsor-gives = The first visit of a day brings { $n ->
    [one] 1 point
   *[other] { $n } points
}, as long as there are some of { $budget }.
sponsor-reached = About { $given } of { $budget } points have reached people.
sponsor-few = Fewer than ten people have had points of it. Numbers appear from ten on.
sponsor-visits = Visits with points of it
sponsor-people = People
sponsor-at = Shops
sponsor-people-how = Counted since { $from }. Numbers of people are rounded to five and hidden below ten; who they are is known to nobody here.
sponsor-entry = Campaign
