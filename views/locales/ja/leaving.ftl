leaving-title = { $shop }が退会する
leaving-ahead = { $shop }が退会すると、こうなります
leaving-points = お客さまのポイントは、すべてそのまま残ります。お店ではなく、通り全体でお預かりしているものです。
leaving-slips-to = { $n ->
    [0] このお店あてのご紹介はありません。
   *[other] このお店あてのご紹介が { $n } 件あります。歓迎ポイントはそのままで、別のお店あてになります。
}
leaving-slips-from = { $n ->
    [0] このお店からのご紹介で、使えるものはありません。
   *[other] このお店からのご紹介 { $n } 件は、そのまま使えます。お礼もこのお店に入ります。
}
leaving-promises = お客さまとの約束が { $n } 件、まだ果たされていません。先にお店の方と話してください。
leaving-proposals = 提案が { $n } 件、途中のままです。先にお店の方と話してください。
leaving-books = 最後の明細は今月の締めで出ます。精算が終わるまで、店主の方は見ることができます。
leaving-counter = カードは受け付けなくなり、このお店に見せていた情報も閉じます。タブレットが今までに預かった分は、きちんと数えます。
leaving-heir = ご紹介を引き継ぐお店
leaving-heir-nearest = ご紹介ごとに、いちばん近い同じ種類のお店
leaving-says = ご紹介に書く言葉
leaving-says-hint = お客さまが読みます。
leaving-reason = { $shop }は退会しました。代わりにこちらでお待ちしています。
leaving-do = { $shop }は本日で退会
leaving-left = { $shop }は { $day }に退会しました。
leaving-handed = { $n ->
    [0] 引き継ぐご紹介はありませんでした。
   *[other] ご紹介 { $n } 件を別のお店に引き継ぎました。
}
leaving-over = { $n } 件は、引き継ぐお店がありませんでした。
leaving-not-closed = 最後の月は、まだ締めていません。
leaving-owed = お店に { $sum } をまだ支払います。
leaving-owes = お店から { $sum } をまだいただきます。
leaving-whole = 精算は終わっています。
leaving-months = 月ごとの締めと支払い
leaving-return = { $shop }が戻ってくる
leaving-back = お店の一覧に戻る
leaving-link = お店が退会するとき
leaving-left-on = { $day }に退会
leaving-instead = 退会した { $shop }の代わりです。
