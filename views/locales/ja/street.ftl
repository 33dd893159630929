# 通り、お店、落ちていたカード、うまくいかないとき。
street-nav = 通り
street-find-shops = お店をさがす
street-charter = 憲章
street-for-shops = お店の方
street-open-passport = パスポートを開く
street-under-one =
    { $n ->
        [0] のれん会
       *[other] のれん会 { $spelt }軒
    }
street-shops-head = のれんを分け合うお店
street-open-today = きょうは { $n }軒が開いています
street-promise-head = ひとつののれんを、みんなで掛ける。
street-promise = { $street }の{ $spelt }軒は、それぞれ別の店です。けれど、お客さまを大切にする気持ちはひとつ。だから同じのれんを掛け、同じ一枚のカードをお迎えし、うちにないものはお隣をおすすめします。お客さまのことは、お客さまのもの。見せる、見せないは、ご自分で決められます。
street-steps = はじめ方
street-step-one = どのお店でもお名前だけで
street-step-two = 紙のカードかスマホに
street-step-three = { $spelt }軒で同じスタンプ帳
street-make-card = カードをつくる
streets-title = のれんを掛ける通り
streets-lead = お歩きになる通りをお選びください。
streets-none = まだ通りがありません。
streets-none-then = 最初の通りがここに出ます。
streets-shops = { $n }軒
shop-address = 所在地
shop-hours = 営業時間
shop-phone = 電話
shop-website = ウェブサイト
shop-map-label = 地図：{ $shop }の場所
shop-one-card = { $street }のカードが使えます。
shop-around = お隣
card-title = { $street }のカードです
card-what = 通りの{ $n }軒で、スタンプとポイントがたまるカードです。
card-found = 拾われた方へ
card-found-then = 通りのどのお店にでもお預けください。持ち主へお返しします。
card-yours = ご自分のカードですか
card-yours-then = お店でお見せください。サインインすると、この端末でスタンプを見られます。
card-own = 自分のカードをつくる
card-street = 通りを見る
error-sign-in = サインインしていません。
error-sign-in-then = サインインすると、続きから始められます。
error-not-yours = こちらは別の担当の入口です。
error-not-yours-then = 店主か、世話役にお声がけください。
error-nothing-here = こちらには何もありません。
error-nothing-here-then = 番地をもう一度見るか、通りの入口へお戻りください。
error-slow-down = 短いあいだに回数が多すぎました。
error-slow-down-then = 一分ほど待って、お続けください。なくなったものはありません。
error-busy = ただいま通りが混み合っています。
error-busy-then = 少し待って、もう一度お送りください。二重にはなりません。
error-broken = こちらの不具合です。
error-broken-then = 届いていないかもしれません。確かめてから、もう一度お送りください。二重にはなりません。
error-broken-id = 届いたかどうか、もう一度お確かめください。お電話の際は { $id } とお伝えください。
error-cannot = うまく受け取れませんでした。
error-cannot-then = 読み取れないところがあります。前に戻って見直し、もう一度お送りください。
error-to-street = 通りの入口へ
error-again = もう一度
street-edition = 憲章 第{ $n }版 { $month }
