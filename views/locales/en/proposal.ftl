# Proposals made to measure: said aloud at the counter, read on the phone; the owner's parts.
proposal-title = A proposal for { $name }
proposal-for = For{ " " }
proposal-for-end = { "" }
proposal-back = Back to the customer
proposal-what = The proposal
proposal-sum = Together
proposal-swap = Swap
proposal-out = Leave out
proposal-add = Add: { $group }
proposal-budget = Budget
proposal-anew = Anew
proposal-message = A few words with it
proposal-send = Send to the passport
proposal-said-here = Or said here
proposal-taken-here = Taken
proposal-not-today = Not today
proposal-why-price = The price
proposal-why-taste = Not to my taste
proposal-why-now = Not now
proposal-why-have = I have it
proposal-why-other = Another reason
proposal-because = Because
proposal-but = To be honest
proposal-others = Others
proposal-no-parts = This shop has no parts yet.
proposal-no-parts-owner = Describe once what goes together here; then proposals take a second.
proposal-describe = Describe the parts
proposal-no-parts-clerk = The owner can describe them under “My shop”.
proposal-nothing-fits = Nothing here is left without what they avoid. Say so, and ask what they would like instead.
proposal-sent = Sent. It stands on the passport now.
proposal-noted-taken = Noted: taken.
proposal-noted-declined = Noted. The next proposal learns from it.
proposal-closed = Done with.
proposal-waits = On their passport until { $date }.
proposal-accepted = Accepted on { $date }: set it aside.
proposal-declined = Declined on { $date }: { $why }.
proposal-over-time = No answer.
proposal-handed-over = Handed over
proposal-seen = Seen
proposal-withdraw = Take back
proposal-earlier =
    { $n ->
        [one] One earlier proposal
       *[other] { $n } earlier proposals
    }

proposal-and = { $some } and { $last }
proposal-wished-here = { $parts }: { $what }, as you told us.
proposal-wished-at = { $parts }: { $what }, as you told { $shop }.
proposal-wished-self = { $parts }: { $what }, as your passport says.
proposal-occasion = { $parts }: { $what }, as you told us.
proposal-occasion-at = { $parts }: { $what }, as you told { $shop }.
proposal-liked = { $part }: you liked it when you tried it.
proposal-liked-at = { $part }: you liked it at { $shop }.
proposal-liked-like = { $parts }: { $how }, like the { $what } you liked at { $shop }.
proposal-need = { $parts }: your passport says you like { $need }.
proposal-taken = { $parts }: { $how }, like what you took before.
proposal-under = Less than { $sum }, which was too much last time.
proposal-over = Over the budget by { $by }.
proposal-not-less = { $sum } was too much last time; this is no less.
proposal-lacks = Nothing in it is { $what }, which you like.
proposal-avoided = { $parts }: { $what }, which you avoid.
proposal-not-liked = { $part }: you did not like it when you tried it.
proposal-spoilt = { $parts }: { $how }, and the last one like that was not to your taste.
proposal-untried = Nobody we know of has tried this yet.
proposal-quote-glad = Somebody on this street had { $part } and was glad of it.
proposal-quote-not = Somebody on this street had { $part } and did not care for it.

proposal-from = { $shop } proposes
proposal-says = “{ $message }”
proposal-until = Answer by { $date }, or leave it.
proposal-yes = Yes, please
proposal-no = No, thank you
proposal-you-yes = You said yes. { $shop } sets it aside for you.
proposal-you-no = You said no: { $why }.
proposal-other-mind = I changed my mind
proposal-remove = Take it away
proposal-why-not = Why not?
proposal-why-not-lead = One touch is enough. Only this shop reads it, and its next proposal suits you better.
proposal-words-hint = In a few words. Nothing about health, please.
proposal-answer-words = Answer so
proposal-done-answered = The shop has your answer.
proposal-done-taken-away = Taken away. Nothing of it is kept.

proposal-parts = Proposals
proposal-parts-of = What { $shop } can put together
proposal-parts-lead = Describe it once. At the counter, a proposal for the customer in front of you then takes a second.
proposal-parts-empty = Nothing yet. Begin with a group, such as “The bottle: exactly one”.
proposal-part-kept = Kept. The next proposal knows it.
proposal-group-kept = The group is kept.
proposal-pair-kept = Kept, for the next proposal.
proposal-change = Change
proposal-retire = Retire
proposal-bring-back = Bring back
proposal-retired =
    { $n ->
        [one] One retired
       *[other] { $n } retired
    }
proposal-group-empty = No part in it yet.
proposal-exactly = exactly { $n }
proposal-up-to = up to { $n }
proposal-from-to = { $least } to { $most }
proposal-apart = Do not go together
proposal-apart-none = Everything goes with everything.
proposal-together = They do
proposal-this = This
proposal-not-with = not with this
proposal-choose-part = Choose a part
proposal-keep-apart = Keep apart
proposal-part-new = A new part
proposal-part-change = Change this part
proposal-name = Name
proposal-name-en = Name in English
proposal-price = Price
proposal-group = Group
proposal-attributes = What it is like
proposal-need-field = Also for those who like
proposal-need-hint = Whoever shares such a like with you hears of it.
proposal-part-keep = Keep the part
proposal-group-new = A new group
proposal-group-change = Change this group
proposal-group-lead = Parts of which so many are chosen: “Something to eat with it”, up to two.
proposal-group-name = Group’s name
proposal-least = At least
proposal-most = At most
proposal-group-keep = Keep the group
