# 通りの世話役と店主のための画面。図の見出しは、ひとつの文で。

## のれん
dashboard-desk = 世話役の机
dashboard-tab-overview = ようす
dashboard-shops = お店
dashboard-slips = ご紹介
dashboard-books = 帳簿
dashboard-charter = 憲章
dashboard-people-tab = ひと

## 期間
dashboard-period = 期間
dashboard-how = 通りのようす
dashboard-week = 週
dashboard-month = 月
dashboard-quarter = 四半期
dashboard-year = 年
dashboard-before = 前へ：{ $period }
dashboard-after = 次へ：{ $period }
dashboard-the-week-before = 前の週
dashboard-the-quarter-before = 前の四半期
dashboard-week-of = { $day }からの週
dashboard-weekday =
    { $day ->
        [mon] 月曜日
        [tue] 火曜日
        [wed] 水曜日
        [thu] 木曜日
        [fri] 金曜日
        [sat] 土曜日
       *[sun] 日曜日
    }
dashboard-so-far = { $day }までの数です。

## 数
dashboard-visits = 来店
dashboard-passports = 使われたパスポート
dashboard-shared = 二軒以上
dashboard-slips-used = ご紹介 使用／お渡し

## ひとことで
dashboard-headline-and = { $opening }。{ $ending }。
dashboard-headline-alone = { $opening }。
dashboard-headline-good =
    { $kind ->
        [week] よい週
        [month] よい月
        [quarter] よい四半期
       *[year] よい年
    }でした。来店は{ $visits }回、{ $before }より{ $percent }%多くなりました
dashboard-headline-level = 来店は{ $visits }回、{ $before }とほぼ同じです
dashboard-headline-lean = 来店は{ $visits }回、{ $before }より{ $percent }%少なめでした
dashboard-headline-first = はじめての集計です。来店は{ $visits }回
dashboard-headline-so-far = ここまでの来店は{ $visits }回です
dashboard-headline-few = いらしたのは10人未満のため、まだ数は出していません。
dashboard-headline-none = まだ来店がありません。最初のスタンプで、ここに出ます。
dashboard-headline-more-shared = 二軒目へ足をのばす人も増えています
dashboard-headline-less-shared = 二軒目へ足をのばす人は減りました
dashboard-headline-same-shared = 二軒目へ足をのばす人は変わりません

## 来店
dashboard-visits-none = 来店がここに出ます。
dashboard-visits-carry = { $day }が通りを支えています
dashboard-visits-alike = どの日も同じくらいです
dashboard-visits-begun = 数えはじめです
dashboard-visits-dry = { $said }。
dashboard-visits-rain =
    { $n ->
       *[other] { $said }。雨は{ $days }日。
    }
dashboard-visits-best-day = { $day }がいちばんの日でした。
dashboard-visits-best-week = { $day }からの週がいちばんでした。
dashboard-visits-best-month = { $month }がいちばんの月でした。
dashboard-visits-event = { $event } { $visits }
dashboard-note-dated = 日付は{ $day }。
dashboard-note-rain = 斜線は雨。
dashboard-note-few = 点線の枠は10人未満。
dashboard-note-average = 破線は{ $before }の平均、{ $visits }回。
dashboard-table = 表で見る

## 二軒以上
dashboard-shared-up =
    { $n ->
       *[other] 二軒以上は{ $percent }%、{ $points }ポイント上がりました。
    }
dashboard-shared-down =
    { $n ->
       *[other] 二軒以上は{ $percent }%、{ $points }ポイント下がりました。
    }
dashboard-shared-same = 二軒以上は{ $percent }%、変わりません。
dashboard-shared-first = 二軒以上は{ $percent }%です。
dashboard-shared-few = 人数が少なく、まだ割合は出せません。
dashboard-by-shops = 使うお店の数ごとの人
dashboard-one-shop = 一軒
dashboard-two-shops = 二軒
dashboard-three-shops = 三軒
dashboard-more-shops = 四軒〜
dashboard-one-shop-name = 一軒
dashboard-two-shops-name = 二軒
dashboard-three-shops-name = 三軒
dashboard-more-shops-name = 四軒以上

## 用事から用事へ
dashboard-flows-two = { $from }のあとは{ $to }、{ $other }のあとは{ $next }。
dashboard-flows-one = { $from }のあとは{ $to }。
dashboard-flows-none = まだ決まった道すじはありません。
dashboard-flows-what = 同じ日に続けて回った人
dashboard-flow-name = { $from }から{ $to }
dashboard-flows-more = ほか{ $n }組は表にあります。
dashboard-flows-few = ほか{ $n }組は人数が少なく、出していません。

## 地図
dashboard-map-both = 賑わうのは{ $busy }、静かなのは{ $quiet }のあたり。
dashboard-map-one = 賑わうのは{ $busy }のあたり。
dashboard-map-none = 最初の来店で地図が色づきます。
dashboard-map-visits = 来店{ $visits }回
dashboard-map-note = 濃いほど来店が多い所。斜線は10人未満。

## 輪の外
dashboard-left-out = 輪の外
dashboard-left-out-none = 数を見るかぎり、どなたもいません。
dashboard-shared-customers =
    { $is ->
        [few] 共通のお客さまは{ $n }。
       *[shown] 共通のお客さまは{ $n }人。
    }
dashboard-silent-since = { $day }からスタンプがありません。
dashboard-silent-ever = まだスタンプがありません。
dashboard-no-slips-in = { $weeks }週間、ご紹介が届いていません。
dashboard-sends-only = ご紹介を送っても、届いていません。
dashboard-paper = 紙のカードの方
dashboard-paper-why = パスポートの{ $passports }%、ご紹介では{ $slips }%。

## 今週
dashboard-this-week = 今週すること
dashboard-this-week-none = 待っていることはありません。お店をひとつ訪ねるのによい週です。
dashboard-todo-invite = { $shop }の店主を招く
dashboard-todo-invite-why =
    { $is ->
        [few] まだだれもサインインできません。いらしたのは{ $n }です。
       *[shown] まだだれもサインインできません。この期間の来店は{ $n }回です。
    }
dashboard-todo-invite-act = 招待する
dashboard-todo-map = 業種{ $n }件に用事をあてる
dashboard-todo-map-why = 「{ $example }」などの業種の{ $shops }軒は、まだどなたにもおすすめされません。
dashboard-todo-map-act = 選ぶ
dashboard-todo-notice = カウンターへのお知らせを書く
dashboard-todo-notice-last = 前のお知らせは{ $day }に終わりました。
dashboard-todo-notice-never = まだお知らせを出していません。
dashboard-todo-notice-act = 書く
dashboard-todo-pair = { $from }と{ $to }をつなぐ
dashboard-todo-pair-people =
    { $is ->
        [few] 同じ日に続けて回った人は{ $n }、
       *[shown] 同じ日に続けて回った人は{ $n }人、
    }
dashboard-todo-pair-given =
    { $is ->
        [few] ご紹介を受けた人は{ $n }。
       *[shown] お渡ししたご紹介は{ $n }件。
    }
dashboard-todo-pair-act = ご紹介を見る

## 図のもとの表
dashboard-tables = { $period }の表
dashboard-tables-back = 図にもどる
dashboard-rounded = 人数は5人きざみです。10人未満の数は出していません。
dashboard-tables-visits = 来店
dashboard-tables-when = いつ
dashboard-tables-weather = 天気
dashboard-rain = 雨
dashboard-no-rain = 雨なし
dashboard-unknown = 不明
dashboard-tables-average = { $before }の平均
dashboard-tables-shared = 二軒以上を使う人
dashboard-tables-shops-used = 使うお店
dashboard-people = 人数
dashboard-tables-flows = 同じ日の、用事から用事へ
dashboard-from = どこから
dashboard-to = どこへ
dashboard-tables-map = 地図の区画
dashboard-tables-map-what = 地図の六角形ひとつがひと区画。そこのお店の名で示します。
dashboard-tables-area = 区画のお店
dashboard-tables-shops = すべてのお店

## お店
dashboard-shops-count =
    { $n ->
        [0] お店はまだありません
       *[other] このれんのお店 { $n }軒
    }
dashboard-shops-none = お店はまだありません。
dashboard-shops-import = お店はコマンドで取り込みます：noren import shops FILE
dashboard-shop = お店
dashboard-need = 用事
dashboard-no-need = まだなし
dashboard-slips-given = お渡し
dashboard-slips-received = 受け取り
dashboard-last-stamp = 最後のスタンプ
dashboard-never = まだなし
dashboard-owner = 店主
dashboard-owner-yes = サインイン済み
dashboard-owner-invited = 招待中
dashboard-owner-no = まだなし
dashboard-invite = 招待する
dashboard-invite-of = { $shop }の店主を招待する
dashboard-categories = 用事のない業種 { $n }件
dashboard-categories-why = この業種のお店は、まだどなたにもおすすめされません。どの用事にこたえるお店かを選んでください。
dashboard-category-shops =
    { $n ->
        [1] { $example }
       *[other] { $example }など{ $n }軒
    }
dashboard-category-need = { $category }の用事
dashboard-choose-need = 用事を選ぶ
dashboard-map-it = 決める

## ご紹介
dashboard-slips-found = ご紹介{ $given }件のうち{ $used }件が使われ、{ $percent }が次のお店に届きました。
dashboard-slips-given-only = ご紹介は{ $given }件。使われたのはまだわずかです。
dashboard-slips-few = ご紹介を受けたのは10人未満のため、まだ数は出していません。
dashboard-slips-none = この期間のご紹介はありません。
dashboard-slips-none-then = 最初のご紹介で、ここに出ます。
dashboard-slips-busiest = 多い道すじ
dashboard-slips-few-pairs = ほか{ $n }組。
dashboard-slips-all = すべてのお店から、すべてのお店へ
dashboard-slips-how = 行が送ったお店、列が受けたお店。大きい数はお渡し、小さい数は使用。斜線は10人未満、空白はなし。
dashboard-slips-no = なし
dashboard-slips-cell = お渡し{ $given }、使用{ $used }
dashboard-given = お渡し
dashboard-used = 使用

## 帳簿
dashboard-books-balance = 帳簿は合っています。借方も貸方も{ $sum }です。
dashboard-books-differ = 帳簿が合いません。差は{ $difference }です。
dashboard-books-at = { $day } { $time }現在。
dashboard-books-verify = noren verify で、口座ごとに確かめられます。
dashboard-books-differ-then = noren verify を動かし、管理の方に知らせてください。スタンプは続けて押せます。
dashboard-books-kinds = 口座の種類ごと
dashboard-books-points = 単位はポイント
dashboard-books-latest = 最近の振替
dashboard-books-newest = 新しい順
dashboard-books-nobody = お名前はどこにも出ません。パスポートはただ「パスポート」です。
dashboard-books-shops = お店ごとの立場
dashboard-books-shops-how = 単位はポイント。プラスは通りがお店に払う分、マイナスはお店が通りに払う分です。
dashboard-books-none = まだ振替がありません。
dashboard-books-none-then = 最初のスタンプで、ここに出ます。
dashboard-account = 口座
dashboard-accounts = 口座数
dashboard-debits = 借方
dashboard-credits = 貸方
dashboard-balance = 残高
dashboard-all-accounts = 合計
dashboard-accounts-passports = パスポート
dashboard-accounts-debts = パスポートの借り
dashboard-accounts-shops = お店
dashboard-accounts-fund = 通りの基金
dashboard-accounts-expired = 失効したポイント
dashboard-a-passport = パスポート
dashboard-a-debt = パスポートの借り
dashboard-issued = 渡したポイント
dashboard-redeemed = 受けたポイント
dashboard-thanks-received = 受けたお礼
dashboard-thanks-paid = 払ったお礼
dashboard-position = 立場
dashboard-when = いつ
dashboard-what = 内容
dashboard-from-to = 借方 → 貸方
dashboard-points = ポイント
dashboard-reason-visit = 来店
dashboard-reason-welcome = 歓迎
dashboard-reason-thanks = ご紹介のお礼
dashboard-reason-amends = おわび
dashboard-reason-redemption = ポイント使用
dashboard-reason-reversal = 取り消し
dashboard-reason-expiry = 失効
dashboard-reason-debt = 借りの返し

## 憲章
dashboard-charter-now = 第{ $number }版、{ $day }から
dashboard-charter-none = まだ憲章がありません
dashboard-charter-none-then = 決まるまで、スタンプにポイントはつきません。ここで最初の版を書いてください。
dashboard-charter-saved = 新しい憲章をお預かりしました。{ $day }から始まります。
dashboard-charter-history = これまでの版
dashboard-version = 第{ $number }版
dashboard-version-from = { $day }から
dashboard-version-to-come = これから
dashboard-version-first = 最初の版です。
dashboard-version-same = 決まりは同じです。
dashboard-rule-visit =
    { $points ->
        [0] 来店だけではポイントはつきません。
       *[other] 来店ごとに{ $points }ポイント。
    }
dashboard-rule-amount = お買い上げ{ $hundred }ごとに、さらに{ $points }ポイント。
dashboard-rule-no-amount = お買い上げの額ではポイントはつきません。
dashboard-rule-cooldown = 同じお店の次のスタンプは、{ $minutes }分後から数えます。
dashboard-rule-cooldown-hours = 同じお店の次のスタンプは、{ $hours }時間後から数えます。
dashboard-rule-no-cooldown = 続けて押しても、すべて数えます。
dashboard-rule-max = カウンターで受ける額は{ $max }まで。
dashboard-rule-slip = ご紹介は{ $days }日間有効。いらした方に{ $welcome }ポイント、送ったお店に{ $thanks }ポイント。
dashboard-rule-expiry = { $months }か月ご来店がないと、ポイントは失効します。
dashboard-rule-no-expiry = ポイントは失効しません。
dashboard-example = たとえば
dashboard-example-visit = { $amount }のお買い上げで、パスポートを出すと：
dashboard-example-for-visit = 来店の分
dashboard-example-for-amount = { $points }ポイント × { $hundreds }
dashboard-example-sum = ポイント
dashboard-example-slip = ご紹介でいらした方は{ $welcome }多く、あわせて{ $all }。送ったお店には{ $thanks }。
dashboard-lot = 精算の単位（ポイント）
dashboard-lot-price = 単位のポイントを渡したお店が支払う額
dashboard-lot-value = 単位のポイントが使われたお店が受け取る額（支払う額まで）
dashboard-monthly-fee = お店の月会費
dashboard-objection-days = 精算書へのお申し出の日数
dashboard-rule-lot = お店は、渡した{ $lot }ポイントごとに{ $price }を支払い、使われた{ $lot }ポイントごとに{ $value }を受け取ります。差の{ $share }は通りの基金に入ります。
dashboard-rule-fee = 各店の月会費は{ $fee }で、基金に入ります。精算書へのお申し出は{ $days }日以内です。
dashboard-rule-no-fee = 月会費はありません。精算書へのお申し出は{ $days }日以内です。
dashboard-example-between = お店どうしでは、月が締まると：
dashboard-example-owes = { $points }ポイントを渡したお店の支払い
dashboard-example-gets = それが使われたお店の受け取り
dashboard-example-fund = 通りの基金に残る分
dashboard-charter-next = 次の憲章
dashboard-charter-next-how = 決まりはさかのぼりません。新しい版は決めた日から始まり、それまでの来店には前の版が生きます。
dashboard-points-per-visit = 来店のポイント
dashboard-points-per-100 = 百円ごとのポイント
dashboard-cooldown = 次のスタンプまでの分
dashboard-max-amount = 額の上限
dashboard-expiry = 失効までの月数
dashboard-zero-never = 0は失効なし
dashboard-slip-days = ご紹介の有効日数
dashboard-slip-welcome = いらした方へのポイント
dashboard-amends-max = おわびに渡せるポイントの上限
dashboard-offline-hours = 端末で預かるスタンプの期限（時間）
dashboard-offline-taps = 1台で預かるスタンプの上限
dashboard-offline-amount = 預かる金額の合計の上限
dashboard-offline-welcomes = オフラインで約束できる歓迎ポイントの回数
dashboard-passport-day-points = ひとりが1日にためられるポイントの上限
dashboard-clerk-day-points = スタッフ1人が1日に渡せるポイントの上限
dashboard-rule-offline = つながらないとき、1台の端末は{ $hours }時間まで、{ $taps }件・合計{ $amount }までのスタンプを預かり、歓迎ポイントは{ $welcomes }回まで約束します。
dashboard-rule-day = 1日にためられるのは、ひとり{ $passport }ポイントまで。スタッフ1人が渡せるのは{ $clerk }ポイントまでです。
dashboard-rule-amends = 行きとどかないことがあったときは、お店のポイントから{ $points }ポイントまでおわびできます。
dashboard-slip-thanks = 送ったお店へのポイント
dashboard-promise = 約束の文
dashboard-promise-ja = 約束の文（日本語）
dashboard-promise-en = 約束の文（英語）
dashboard-effective-from = 始まる日
dashboard-effective-hint = いちばん早くて{ $day }。
dashboard-charter-post = この版に決める
dashboard-mistake-number = 10のように、数字だけでお願いします。
dashboard-mistake-below = いちばん小さくて{ $n }です。
dashboard-mistake-above = いちばん大きくて{ $n }です。
dashboard-mistake-date = 日付が読めません。2026-12-01のようにお願いします。
dashboard-mistake-past = 決まりはあす以降に始まります。
dashboard-mistake-over = 過ぎた日です。きょう以降をお選びください。
dashboard-mistake-empty = ここが要ります。
dashboard-mistake-long = { $n }文字までです。
dashboard-mistake-no-shop = どのお店の店主かをお選びください。
dashboard-mistake-there = もうこの役についています。

## ひと
dashboard-people-head = 通りを支えるひと
dashboard-offices = 役
dashboard-office-empty = まだどなたもいません。
dashboard-since = { $day }から
dashboard-staff = お店とその人たち
dashboard-staff-none = まだどのお店にも人がいません。まず店主を招いてください。
dashboard-role-coordinator = 世話役
dashboard-role-officer = 立会人
dashboard-role-auditor = 監査役
dashboard-role-owner = 店主
dashboard-role-clerk = 店番
dashboard-role-of = { $shop }の{ $role }
dashboard-invite-head = 招待する
dashboard-invite-as = 役
dashboard-invite-shop = お店
dashboard-invite-shop-only = 店主のときだけ
dashboard-choose-shop = お店を選ぶ
dashboard-email = メールアドレス
dashboard-email-hint = リンクはこのアドレスだけに使えます。
dashboard-invite-make = 招待状をつくる
dashboard-made = { $email }への招待状：{ $role }
dashboard-made-hand = このリンクを渡すか、コードを読み取ってもらってください。出るのは今だけです。
dashboard-made-sent = メールでお送りしました。リンクやコードを渡しても使えます。出るのは今だけです。
dashboard-made-qr = リンクのQRコード
dashboard-made-until = { $day }まで、一度だけ使えます。
dashboard-password = 新しい合言葉
dashboard-password-made = { $name }さんの新しい合言葉
dashboard-invitations = 返事を待つ招待状
dashboard-invitations-none = ありません。
dashboard-invitation-until = { $day }まで
dashboard-notice = カウンターへのお知らせ
dashboard-notice-none = いまはありません。お知らせは、どのカウンターの最初の画面にも出ます。
dashboard-notice-until = { $day }まで、どのカウンターにも
dashboard-notice-text = お知らせの文
dashboard-notice-hint = 一、二行、140文字まで。
dashboard-notice-last = 出す最後の日
dashboard-notice-put = お知らせを出す

## 店主の机
dashboard-desk-of = { $shop }：人と鍵
dashboard-to-counter = カウンター
dashboard-my-shop = うちのお店
dashboard-public-page = 公開ページ
dashboard-staff-here = ここで働くひと
dashboard-you = ご自分
dashboard-end = 終える
dashboard-end-sure = { $name }さんは、このお店にサインインできなくなります。押したスタンプは残ります。
dashboard-end-yes = はい、終えます
dashboard-invite-clerk = 店番を招く
dashboard-hand = カウンターの向き
dashboard-hand-why = 数字とスタンプを、こちらの手元に置きます。
dashboard-hand-right = 右手
dashboard-hand-left = 左手
dashboard-keys = プログラムの鍵
dashboard-keys-why = レジなどのプログラムは、鍵でこのお店のスタンプを押します。
dashboard-key-made = 新しい鍵です
dashboard-key-once = 今のうちに写してください。出るのは一度だけです。
dashboard-key-end = 終える
dashboard-key-name = 何に使いますか
dashboard-key-name-hint = レジ、通販など。
dashboard-key-make = 鍵をつくる

dashboard-watch = 目につくこと
dashboard-watch-tab = 目につくこと
dashboard-watch-since = { $day }からの4週間のスタンプとご紹介です。
dashboard-watch-invented = お客さまは仮の記号で表しています。どなたかは、そのお店だけがわかります。
dashboard-watch-nothing = この4週間、目につくことはありません。
dashboard-watch-looked-at = 見ているのは、カードを出す間もないほど早いスタンプ、スタッフ自身のパスポートへの自店でのスタンプ、同じ人の手で同じカードに1日2回、同じお客さまの行き来、取り消しの多さです。
dashboard-watch-found = ひとこと聞いてみたいことが{ $n }件あります。
dashboard-watch-resident = お客さま { $sign }
dashboard-watch-burst = { $shop }：{ $who }さんが、カードを出す間もない早さで{ $n }枚に押しました。
dashboard-watch-burst-perhaps = 忙しい時間のあとにまとめて押したのかもしれません。だれがいたか聞いてみてください。
dashboard-watch-own = { $shop }：ここで働く{ $who }さんのパスポートに、ここで{ $n }回押されました。
dashboard-watch-own-perhaps = スタッフもお客さまです。週に1回より多ければ、ひとこと聞いてみてください。
dashboard-watch-favourite = { $shop }：{ $who }さんが、{ $whom }のカードに1日に2回以上、あわせて{ $n }回押しました。
dashboard-watch-favourite-perhaps = 1日に2回いらっしゃる方もいます。4日以上あれば、見てみてください。
dashboard-watch-trade = { $one }と{ $other }が、同じお客さまを行き来させています。ご紹介{ $n }件。
dashboard-watch-trade-perhaps = 仲のよいお店どうしでは、よくあることです。本当にいらしたか確かめてください。
dashboard-watch-undone = { $shop }：{ $who }さんが{ $n }回のスタンプを取り消しました。5回に1回以上です。
dashboard-watch-undone-perhaps = 慣れないうちはこうなります。何があったか聞いてみてください。
dashboard-watch-when = いつ
dashboard-watch-where = どこで
dashboard-watch-by = だれが
dashboard-watch-for = どなたに
dashboard-watch-points = ポイント
dashboard-watch-nobody = 表示なし
dashboard-watch-taken-back = 取り消し
dashboard-watch-open = レシート
dashboard-watch-more = ほか{ $n }件
