# 通りにかかるお金と、通りが連れてくるお客さま。

benefit-title = かかったお金と新しいお客さま
benefit-link-why = 通りにかかるお金と、通りからいらしたお客さま:

## 二つの文で
benefit-paid-more = お受け取りより{ $sum }多くお支払いでした。
benefit-got-more = お支払いより{ $sum }多くお受け取りでした。
benefit-even = お支払いとお受け取りは同じ額でした。
benefit-came =
    { $slip ->
        [0] ほかのお店をご存じのお客さまが約{ $n }人、はじめていらっしゃいました。
       *[other] ほかのお店をご存じのお客さまが約{ $n }人、はじめていらっしゃいました。うち{ $slip }人はご紹介です。
    }
benefit-came-slips = はじめてのお客さまが、ご紹介で{ $slip }人いらっしゃいました。
benefit-came-few = ほかのお店からはじめていらしたお客さまは、少ないため数を出していません。
benefit-each-about = おひとりあたり約{ $sum }でした。
benefit-each-most = おひとりあたり{ $sum }までです。
benefit-each-nothing = この方々に、お金はかかっていません。
benefit-middle-each = 通りのまん中では約{ $sum }です。
benefit-middle-nothing = 通りのまん中では、お金はかかっていません。

## 表
benefit-you = こちらのお店
benefit-middle = 通りのまん中
benefit-money = お金
benefit-paid = お支払い
benefit-paid-how = お渡ししたポイント、ご紹介のお礼、会費
benefit-got = お受け取り
benefit-got-how = お使いいただいたポイント、ご紹介のお礼
benefit-difference = 差し引き
benefit-sum-paid = { $sum }のお支払い
benefit-sum-got = { $sum }のお受け取り
benefit-people = お客さま
benefit-faces = 通りからはじめて
benefit-faces-how = ほかのお店をご存じだった方
benefit-with-slip = うち、ご紹介
benefit-first-visits = はじめての方すべて
benefit-first-visits-how = 最初のスタンプがこちらのお店だった方も
benefit-returning = またいらした方
benefit-returning-how = 前にもいらしたことのある方
benefit-slips = ご紹介
benefit-slips-given = お渡しした数
benefit-slips-used = うち、使われた数
benefit-slips-got = こちらへいらした数
benefit-each = 新しいお客さま
benefit-each-row = おひとりあたり
benefit-each-how = 差し引きのお支払いを、通りからはじめての方の数で
benefit-about = 約{ $n }
benefit-at-most = { $n }まで
benefit-more-than = { $n }より多く
benefit-nothing = かかっていません
benefit-too-few = 少ないため出しません
benefit-too-few-why = 前にどこへいらしたかは、10人以上のときだけ出します。

## 注
benefit-note-open = まだ締めていない月があります。その月は、会費を入れたいまの額です。
benefit-note-goods = お使いいただいたポイントは、お受け取りに数えます。その分の品物はお渡しになっています。
benefit-note-first = 「はじめて」は、通りのパスポートでははじめて、ということです。前からパスポートなしでいらしていた方も入ります。
benefit-note-others = 前にどこへいらしたかは、10人以上のときだけ、おおよその数で出します。
benefit-note-middle = 「通りのまん中」は、まん中のお店の平均を丸めたものです。ひとつのお店の数字は分かりません。
benefit-note-no-middle = お店が5軒より少ないと、まん中は出しません。ひとつのお店の数字が分かってしまうためです。
benefit-to-statements = 月ごとの明細書
benefit-none = { $period }は、まだ何もありません
benefit-none-then = 最初のスタンプから、かかったお金と新しいお客さまがここに出ます。

## コーディネーターのページ
benefit-street-title = 負担が重く、得の少ないお店
benefit-street-link = 負担が重く、得の少ないお店は？
benefit-street-found = { $shop }の負担が重くなっています。お支払いがお受け取りより{ $sum }多く、ほかのお店からはじめての方は約{ $n }人です。
benefit-street-found-few = { $shop }の負担が重くなっています。お支払いがお受け取りより{ $sum }多く、ほかのお店からはじめての方は10人未満です。
benefit-street-nobody = お支払いがお受け取りより多いお店はありません。
benefit-street-why = 負担ばかりが見えるお店は、やめてしまいます。上のお店から訪ねて、そのお店へのご紹介を増やしてください。
benefit-street-faces = 通りからはじめての方
benefit-street-none-then = 最初のスタンプからここに出ます。
benefit-note-runs = 通りからいらした方の数と「通りのまん中」は、期間が終わってから出します。途中では、一つのスタンプの動きが見えてしまうためです。
