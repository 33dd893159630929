reserve-title = 通りの支払い能力
reserve-to-books = 帳簿
reserve-link = 通りは約束を払いきれますか
reserve-nothing = 通りが払うものはありません。出ているポイントもありません。
reserve-even = 払えます。ちょうど{ $owed }あります。
reserve-yes = 払えます。出ているポイントは{ $owed }分、通りのお金は{ $there }。{ $over }多くあります。
reserve-for-now = この先3か月は払えます。出ているポイントがすべて使われると、{ $missing }足りません。
reserve-no = すべては払えません。出ているポイントは{ $owed }分、通りのお金は{ $there }。{ $missing }足りません。
reserve-rate = きょうの憲章では、{ $lot }ポイントが{ $value }分です。
reserve-felt = 3か月のうちに{ $points }ポイントまで使われそうです。それまでに足りなくなるかもしれません。
reserve-there = 銀行を通ったのは{ $bank }、お店との精算がまだの分は{ $rest }です。
reserve-bank = 銀行を通った分（お支払いを除く）
reserve-from-shops = 締めた月で、お店からまだ入っていない分
reserve-to-shops = 締めた月で、お店へまだ払っていない分
reserve-open = まだ締めていない月の分
reserve-sum = 通りのお金
reserve-points = 出ている{ $n }ポイントの分
reserve-over = 残る分
reserve-missing = 足りない分
reserve-no-month = 終わった月はまだありません。
reserve-no-month-then = 月が終わると、渡したポイントがどれだけ使われたかがここに出ます。
reserve-back =
    { $months ->
        [1] 先月は、渡した100ポイントのうち{ $n }が使われました。
       *[other] { $months }か月で、渡した100ポイントのうち{ $n }が使われました。
    }
reserve-back-none =
    { $months ->
        [1] 先月はポイントを渡していません。
       *[other] { $months }か月のあいだ、ポイントを渡していません。
    }
reserve-mark = 100のうち{ $n }
reserve-mark-none = 渡した分なし
reserve-mark-months =
    { $months ->
        [1] 先月
       *[other] この{ $months }か月
    }
reserve-silent = 渡した分も使われた分もありません。
reserve-calm = 使われた分は、渡した分より少なめです。
reserve-near = 渡した分のほとんどが使われています。ご注意ください。
reserve-more = 渡した分と同じか、それより多く使われています。通りのお金が減ります。
reserve-back-how = 渡した100ポイントごとに使われた数。破線は100、濃い棒は90以上。
reserve-ahead = この先3か月で、およそ{ $n }ポイントが使われそうです。
reserve-ahead-none = 使われる数は、まだ見通せません。
reserve-ahead-none-then = 8週間たつと、ここに出ます。
reserve-range = これまでの外れ方からみて、{ $low }から{ $high }のあいだです。
reserve-no-range = どれくらい外れるかは、もう少し日がたつと分かります。
reserve-ahead-how =
    直近4週の数を13週の曜日ごとの割合で延ばし、前の年があればその季節を合わせています。{ $tries ->
        [0] 過去ではまだ試せていません。
       *[other] 過去で{ $tries }回試し、線はそのときの外れ方の2倍までとしています。
    }
reserve-lapsing =
    { $is ->
        [few] 3か月のうちに失効するポイントをお持ちの方は{ $n }です。
       *[shown] お客さまがいらっしゃらないと、3か月のうちに{ $n }ポイントが失効します。10人未満の月は数えていません。
    }
reserve-ending-enough = きょう終えるとしたら、すべて払えて{ $over }残ります。
reserve-ending-missing = きょう終えるとしたら、お店から{ $missing }の持ち寄りが要ります。
reserve-ending-pay = これまでの分として、{ $n }店が{ $sum }を支払います。
reserve-ending-get = これまでの分として、{ $n }店が{ $sum }を受け取ります。
reserve-ending-use = そのうえで{ $points }ポイントがすべて使われ、お店が{ $owed }を受け取ります。
reserve-ending-share = 足りない分は、ここに出ている月に渡したポイントの割合で分けました。憲章にほかの決まりはありません。
reserve-ending-settles = これまでの分
reserve-ending-brings = 足りない分の持ち寄り
reserve-ending-all = 合わせて
reserve-ending-table = 最後のポイントが使われる前に、各店が支払う額と受け取る額
reserve-pays = { $sum }を支払う
reserve-gets = { $sum }を受け取る
reserve-settled = なし
reserve-numbers = 月ごとの数
reserve-numbers-how = 渡したポイントと使われたポイント
reserve-given = 渡した分
reserve-used = 使われた分
reserve-of-hundred = 100あたり
reserve-coming = 使われそうな数
reserve-likely = 見込み
reserve-between = 幅
reserve-so-far = いままでと見込み
reserve-to-simulation = この月々で、ほかの率を試す

simulation-title = ほかの率を試す
simulation-to-charter = 憲章
simulation-now = きょうの憲章なら、この月々で通りのお金は{ $there }になっていました。
simulation-more = 通りのお金は{ $there }。きょうの憲章より{ $more }多くなっていました。
simulation-less = 通りのお金は{ $there }。きょうの憲章より{ $less }少なくなっていました。
simulation-same = 通りのお金は{ $there }。きょうの憲章と同じです。
simulation-enough = ポイントはすべて払えて、{ $over }残ります。
simulation-short = ポイントをすべては払えません。{ $missing }足りません。
simulation-wrong = 憲章には、こう書けません。
simulation-how =
    { $months ->
        [1] この通りの{ $first }をもとに計算し直しました。
       *[other] この通りの{ $first }から{ $last }まで、{ $months }か月をもとに計算し直しました。
    }お客さまのご来店・お買い物・ご紹介はそのときのまま、受け取ったポイントを使う割合も同じとしています。
simulation-none = 終わった月はまだありません。
simulation-none-then = 月が終わると、ほかの率ならどうなっていたかをここで見られます。
simulation-rates = 率を変える
simulation-rates-how = お店が支払う額と受け取る額は、{ $lot }ポイントについての額です。
simulation-rate-now = きょうは{ $n }
simulation-see = この月々で見る
simulation-back = きょうの憲章に戻す
simulation-make = この率で次の憲章を書く
simulation-course = 最後の月の末には、{ $sum }になっていました。
simulation-course-changed = 最後の月の末：{ $before }のところ、{ $sum }。
simulation-course-how = 月の末ごとの通りのお金。
simulation-course-dashed = 破線はきょうの憲章。
simulation-what = 項目
simulation-today = きょうの憲章
simulation-changed = 変えたとき
simulation-there = いまの通りのお金
simulation-owed = 出ているポイントの分
simulation-over = すべて払ったあとに残る分
simulation-lacks = { $sum }の不足
simulation-issued = 渡したポイント
simulation-used = 使われたポイント
simulation-median = まんなかのお店
simulation-pays-most = いちばん多く支払うお店
simulation-gets-most = いちばん多く受け取るお店
simulation-table = { $months }か月を合わせた額
simulation-link = 先に、ほかの率を試す
reserve-to-sponsors = 協賛者に返すことになる、まだお渡ししていないポイントの分
reserve-rate-soon = { $day }から{ $lot }ポイントは{ $value }になります。その額で数えています。
reserve-ending-sponsors = 協賛者に{ $sum }を返します。
