# 紙のカード。
cards-title = 印刷するカード
cards-ask-lead = 一枚に十枚のカードが入ります。二枚目は受け取り番号です。カードとは別にお渡しします。
cards-sheets = 何枚ぶん（十枚組）
cards-sheets-hint = 1〜20。
cards-make = カードを作る
cards-back = カウンターへ戻る
cards-how = 一枚目は厚紙に、二枚目は薄い紙に印刷し、線で切ります。番号は同じ番号のカードのものです。折って閉じ、カードと一緒にお渡しください。この番号があれば暗証番号を決められます。
cards-how-print = A4・実寸（100％）・余白なしで印刷してください。受け取り番号が出るのはいまだけです。
cards-print = 印刷する
cards-sheet-cards = カードの面
cards-sheet-codes = 受け取り番号の面
cards-promise = どのお店でも、この一枚
cards-name = お名前
cards-found = 拾われた方は、どのお店へでもお届けください。
cards-stub-of = カード { $code }
cards-stub-how = スマホで見るとき、暗証番号を決めるときに：{ $at }
cards-stub-keep = カードとは別に、おうちにしまってください。一度だけ使えます。
