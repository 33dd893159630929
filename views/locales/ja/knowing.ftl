# 知り合うこと：覚え書き、話題、お約束、紙での同意、見た記録。
knowing-notes =
    { $n ->
        [0] 覚え書き
       *[other] 覚え書き { $n }件
    }
knowing-notes-of = 覚え書き：{ $name } さま
knowing-none = まだ何も書いてありません。
knowing-none-then = お店で伺ったことが、ここに出ます。
knowing-theirs = お客さまはこのすべてをパスポートで読み、消すことができます。
knowing-wrong = お困りごと・おわび
knowing-paper = 紙での同意
knowing-tap = ひと押しで覚える
knowing-tap-aside = もう一度押すと消えます。
knowing-tap-short = 伺ったことは、ひと押しで。
knowing-more = ほか …
knowing-words = ひとことで
knowing-words-example = いかの一夜干し・六月に贈りもの
knowing-only-here = このお店だけで
knowing-this-shop = このお店だけ
knowing-liked = 試して、お気に入り
knowing-disliked = 試して、いまひとつ
knowing-note = 覚え書きに
knowing-birthday = お誕生月
knowing-birthday-own = わたしの誕生月
knowing-no-month = 伺っていません
knowing-keep = 覚える
knowing-keep-here = この店だけに
knowing-offer = 見せてよい
knowing-take-away = 消す
knowing-source-here = 当店、{ $day }
knowing-source-here-by = { $name }、{ $day }
knowing-source-shop = { $shop }、{ $day }
knowing-source-self = ご本人から、{ $day }
knowing-tried-liked = { $what }：お気に入り
knowing-tried-disliked = { $what }：いまひとつ
knowing-birthday-in = お誕生月は{ $month }
knowing-said = 話した
knowing-later = あとで
knowing-skip = ふれない
knowing-kept = 果たした
knowing-kept-done = お約束を果たしました。カウンターから外れています。
knowing-ask-promise-due = お約束、{ $due }
knowing-ask-tried = { $what }のご感想
knowing-ask-tried-liked = { $where }、お気に入り
knowing-ask-tried-disliked = { $where }、いまひとつ
knowing-where-shop = { $shop }で{ $day }
knowing-where-here = 当店で{ $day }
knowing-ask-birthday = 今月がお誕生月
knowing-ask-birthday-aside = お知らせいただいています
knowing-ask-gift-aside = そろそろの時期、{ $where }
knowing-ask-round = { $n }回目のスタンプ
knowing-ask-round-aside = きょうのご来店で
knowing-ask-missed = { $days }日ぶり
knowing-ask-missed-aside = お声がけのお許しあり
knowing-ask-likes-aside = お好み、{ $where }
knowing-ask-needs-aside = このお店に知らせている好み
knowing-where-self = ご本人から
knowing-case-what = 何がありましたか
knowing-case-promise = 何をお約束しますか
knowing-case-promise-hint = 果たすまで、カウンターとお客さまのパスポートに出ています。
knowing-case-due = いつまでに
knowing-case-owner = 受け持ち
knowing-case-open = お約束する
knowing-case-sees = 受け持ち：{ $name }
knowing-case-was = ありましたこと
knowing-promised = お約束
knowing-promised-more = ほか { $n }件
knowing-promised-to = お約束したお客さま：
knowing-due-by = { $day }まで
knowing-due-today = きょうまで
knowing-due-late = { $day }まででした
knowing-due-kept = { $day }に果たしました
knowing-amends = おわびのポイント
knowing-amends-aside = お店のポイントから。あと { $n } まで。
knowing-amends-give = { $n }ポイント
knowing-amends-given = { $n }ポイントお渡ししました
knowing-paper-lead = { $shop }に見えるのは、印のあるものだけです。どの行も、どのお店でも、すぐに取りやめられます。
knowing-paper-line = { $date }　　お名前・ご署名：＿＿＿＿＿＿＿＿＿＿＿＿＿＿
knowing-paper-signed = ご署名をいただき、用紙はお店で保管します。
knowing-paper-keep = ご署名どおりにする
knowing-paper-print = 用紙を刷る
knowing-paper-done = ご署名どおりにしました。お客さまの記録にも残ります。
knowing-known = お店が知っていること
knowing-known-n =
    { $n ->
        [0] まだありません
       *[other] { $n }件
    }
knowing-known-lead = あなたについての覚え書きのすべてです。書かれたままに出ています。消したものは、どこからも消えます。
knowing-known-none = 覚え書きは、まだありません。
knowing-known-none-then = お店で話されたことの覚え書きが、ここに出ます。
knowing-by-me = 自分で伝えたこと
knowing-note-aside = { $day }
knowing-note-aside-by = { $name }、{ $day }
knowing-seen-shop = { $shop }だけに見えます。
knowing-seen-none = どのお店にも見えません。
knowing-seen-also = ほかに{ $names }に見えます。
knowing-seen-by = { $names }に見えます。
knowing-seen-many = { $n }軒のお店
knowing-tell = お店に伝える
knowing-tell-lead = 見えるのは、その種類を見せているお店だけです。お決めになるのは
knowing-tell-words = 自分のことばで
knowing-tell-chips = 好みのしかた
knowing-tell-keep = 伝えておく
knowing-done-told = 伝えました。見せているお店にだけ見えます。
knowing-done-taken = 消しました。もうどのお店にも見えません。
knowing-looks = 見た記録
knowing-looks-n =
    { $n ->
        [0] まだありません
       *[other] { $n }回
    }
knowing-looks-lead = 見せているものをお店が見たとき、あなたのために何かが変わったとき、ここに残ります。お決めになるのは
knowing-looks-none = まだ、だれも見ていません。
knowing-looks-none-then = 見せているものをお店が見ると、ここに出ます。
knowing-looks-more = それより前の記録は「わたしについてのすべて」にあります。
knowing-look-saw = 見たもの：{ $what }
knowing-look-changed = 変わったもの：{ $what }
knowing-look-passport = パスポート
knowing-look-shares = 見せるもの
knowing-look-likes = 好きなもの
knowing-look-pin = 暗証番号
knowing-look-card = カード
knowing-look-merge = 別のカードを合わせました
knowing-look-helpers = お手伝いの方
knowing-look-household = いっしょのスタンプ帳
knowing-look-notes = 伝えたこと
knowing-look-other = パスポートのこと
knowing-way-counter = カウンターで
knowing-way-program = お店のレジで
knowing-way-tablet = お店のタブレットで
knowing-way-paper = ご署名の用紙で
knowing-way-phone = ご自分のスマホで
knowing-way-helper = お手伝いの方が
knowing-way-named = { $name }、{ $way }
knowing-promise-by = { $shop }のお約束、{ $day }まで
