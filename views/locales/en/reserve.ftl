reserve-title = Can the street pay?
reserve-to-books = Books
reserve-link = Can the street pay what it owes?
reserve-nothing = The street owes nothing: no point is out.
reserve-even = Yes. The street has just what it owes, { $owed }.
reserve-yes = Yes. The points that are out are worth { $owed }; the street has { $there }, { $over } more.
reserve-for-now = For the next three months, yes. For every point that is out, { $missing } is missing.
reserve-no = Not every point: those that are out are worth { $owed }, the street has { $there }. { $missing } is missing.
reserve-rate = At today’s charter, { $lot } points are worth { $value }.
reserve-felt = Within three months up to { $points } points may be used: it may be felt by then.
reserve-there = { $bank } came through the bank; { $rest } is open with shops.
reserve-bank = Came through the bank, less what was paid out
reserve-from-shops = Shops have yet to pay for closed months
reserve-to-shops = Shops have yet to receive for closed months
reserve-open = What months not closed yet bring
reserve-sum = What the street has
reserve-points =
    { $n ->
        [one] For the one point that is out
       *[other] For the { $n } points that are out
    }
reserve-over = Left over
reserve-missing = Missing
reserve-no-month = No month is over yet.
reserve-no-month-then = Once one is, it will appear here how much of what is given comes back.
reserve-back =
    { $months ->
        [one] Last month { $n } of 100 points given came back.
       *[other] In { $months } months { $n } of 100 points given came back.
    }
reserve-back-none =
    { $months ->
        [one] Last month no points were given.
       *[other] In { $months } months no points were given.
    }
reserve-mark = { $n } of 100
reserve-mark-none = None given
reserve-mark-months =
    { $months ->
        [one] last month
       *[other] last { $months } months
    }
reserve-silent = Nothing given, nothing used.
reserve-calm = Less comes back than is given.
reserve-near = Nearly all that is given comes back. Watch it.
reserve-more = As much comes back as is given, or more. What the street has shrinks.
reserve-back-how = Points used for each 100 given. Dashed: 100. Dark: 90 or more.
reserve-ahead = About { $n } points are likely to be used in the next three months.
reserve-ahead-none = It is too early to say what will be used.
reserve-ahead-none-then = After eight weeks it will appear here.
reserve-range = Between { $low } and { $high }, by how far off it was before.
reserve-no-range = How far off that may be can be said once there is more to look back on.
reserve-ahead-how =
    As in the last four weeks, by the weekdays of the last 13, and last year’s season where there is one. { $tries ->
        [0] Not yet tried on the past.
       *[other] Tried on the past { $tries } times: the lines reach twice as far as it was off.
    }
reserve-lapsing =
    { $is ->
        [few] { $n } have points that lapse within three months.
       *[shown] { $n } points lapse within three months if their people do not come. Months with fewer than 10 people are not counted.
    }
reserve-ending-enough = If the scheme ended today, all could be paid and { $over } would be left.
reserve-ending-missing = If the scheme ended today, shops would have to bring { $missing }.
reserve-ending-pay =
    { $n ->
        [one] One shop pays { $sum } for what was posted until now.
       *[other] { $n } shops pay { $sum } for what was posted until now.
    }
reserve-ending-get =
    { $n ->
        [one] One receives { $sum }.
       *[other] { $n } receive { $sum }.
    }
reserve-ending-use = Then all { $points } points are used, for which shops receive { $owed }.
reserve-ending-share = What is missing is shared by the points each shop gave in the months shown: the charter says nothing else.
reserve-ending-settles = Until now
reserve-ending-brings = Of what is missing
reserve-ending-all = Together
reserve-ending-table = What each shop would pay or receive before the last points are used
reserve-pays = pays { $sum }
reserve-gets = receives { $sum }
reserve-settled = nothing
reserve-numbers = Month by month
reserve-numbers-how = Points given and used
reserve-given = Given
reserve-used = Used
reserve-of-hundred = Of 100
reserve-coming = What is likely to be used
reserve-likely = Likely
reserve-between = Between
reserve-so-far = so far and likely
reserve-to-simulation = Try other rates on these months

simulation-title = Try other rates
simulation-to-charter = Charter
simulation-now = At today’s charter, these months would have left the street { $there }.
simulation-more = The street would have { $there }, { $more } more than at today’s charter.
simulation-less = The street would have { $there }, { $less } less than at today’s charter.
simulation-same = The street would have { $there }, as at today’s charter.
simulation-enough = All points could be paid, { $over } left over.
simulation-short = Not all points could be paid: { $missing } would be missing.
simulation-wrong = A charter could not say this.
simulation-how =
    { $months ->
        [one] Replayed from this street’s own { $first }.
       *[other] Replayed from this street’s own { $months } months, { $first } to { $last }.
    } Assumed: people come, spend and send each other on as they did, and use the same share of the points they are given.
simulation-none = No month is over yet.
simulation-none-then = Once one is, you can see here what other rates would have made of it.
simulation-rates = Change a rate
simulation-rates-how = What a shop owes and receives is for { $lot } points.
simulation-rate-now = Today { $n }
simulation-see = See these months
simulation-back = Back to today’s charter
simulation-make = Take these rates to the next charter
simulation-course = At the last month’s end there would have been { $sum }.
simulation-course-changed = At the last month’s end: { $sum } in place of { $before }.
simulation-course-how = What the street would have had at each month’s end.
simulation-course-dashed = Dashed: at today’s charter.
simulation-what = What
simulation-today = Today’s charter
simulation-changed = Changed
simulation-there = The street would have now
simulation-owed = The points that are out would be worth
simulation-over = Left over once all are paid
simulation-lacks = { $sum } missing
simulation-issued = Points given
simulation-used = Points used
simulation-median = The shop in the middle
simulation-pays-most = The shop that pays most
simulation-gets-most = The shop that receives most
simulation-table =
    { $months ->
        [one] What one month would have come to
       *[other] What { $months } months would have come to
    }
simulation-link = Try other rates first
reserve-to-sponsors = Sponsors would get back for points nobody has yet
reserve-rate-soon = From { $day }, { $lot } points are worth { $value }: counted so already.
reserve-ending-sponsors = Sponsors get back { $sum }.
