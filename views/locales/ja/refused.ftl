# お断りのことば。何が起きたか、どうすればよいか。声に出して読めるように。
refused-unknown_card = このカードは見つかりません。番号をもう一度お願いします。
refused-revoked_card = このカードは新しいものに替わっています。新しいほうをお願いします。
refused-too_soon = きょうのスタンプは押してあります。次は{ $time }からです。
refused-wrong_pin =
    { $left ->
        [0] 暗証番号がちがいます。こちらでは15分お休みします。
       *[other] 暗証番号がちがいます。あと{ $left }回ためせます。
    }
refused-pin_locked = こちらでは{ $minutes }分お休みします。スタンプはたまります。
refused-insufficient_points =
    { $points ->
        [0] まだポイントがありません。ご来店のたびにたまります。
       *[other] { $points }ポイントお持ちなので、きょうは{ $points }までです。
    }
refused-proof_needed = ポイントのご利用には暗証番号か、スマホのカードが必要です。暗証番号をお願いします。
refused-bad_time = スタンプの時刻が離れすぎています。三日前までの分を受け付けます。時計を合わせて、もう一度お願いします。
refused-key_reused = 同じ番号で、別の内容が届いています。カードからもう一度お願いします。
refused-own_shop = こちらは自分のお店です。ご紹介先は、ご近所からお選びください。
refused-bad_amount = 金額を読み取れません。数字だけで入れるか、空欄にしてください。
refused-amount_too_large = { $max }を超えています。ゼロがひとつ多くありませんか。
refused-bad_points = ポイントは1からの整数です。何ポイントお使いになりますか。
refused-already_reversed = すでに取り消してあります。ポイントは元どおりです。
refused-not_found = こちらには何もありません。番地をもう一度見るか、通りの入口へお戻りください。
refused-no_such_shop = このお店は通りに見つかりません。一覧からお選びください。
refused-bad_json = JSONとして読み取れません。かっこと引用符を確かめて、もう一度お送りください。
refused-unknown_field = 知らない項目が入っています。それを外して、もう一度お送りください。
refused-body_too_large = 一度に受け取れる量を超えています。64KiBより小さくしてお送りください。
refused-not_signed_in = サインインしていません。サインインすると、続きから始められます。
refused-not_allowed = こちらは別の担当の仕事です。店主か、世話役にお声がけください。
refused-more_than_yours = このサインインには、ほかの役目やパスポートもあります。別のメールアドレスで、もう一度ご招待ください。
refused-busy = スタンプが一度に届いています。少し待って、もう一度お送りください。二重にはなりません。
refused-internal = こちらの不具合です。お電話の際は { $id } とお伝えください。
refused-slow_down = 短いあいだに回数が多すぎました。{ $minutes }分ほど待って、お続けください。
refused-bad_period = 期間を読み取れません。週・月・四半期・年のどれかをお選びください。
refused-missing_key = Idempotency-Key ヘッダーがありません。1〜255文字で、操作ごとに新しいものをお送りください。
refused-bad_reason = ご紹介の理由をひとことお願いします。200文字までです。
refused-passport_merged = このパスポートは、もうひとつとまとめてあります。カードはそのまま使えます。もう一度読み取ってください。
refused-card_taken = このカードには、もう持ち主がいます。次の新しいカードをお使いください。
refused-bad_pin = 暗証番号は4〜6けたで、同じ数字だけのものは使えません。別の番号をお願いします。
refused-bad_name = お名前を80文字までで入れてください。呼び名でもかまいません。
refused-bad_email = メールアドレスの形ではないようです。もう一度お確かめください。
refused-weak_password = このパスワードは見破られやすいものです。10文字以上か、三つのことばをつなげてください。
refused-wrong_sign_in = メールアドレスとパスワードが合いません。もう一度ためすか、新しいパスワードをお求めください。
refused-link_used = このリンクは使用ずみです。サインインするか、新しいリンクをお求めください。
refused-link_expired = このリンクは期限が過ぎています。受け取ったところで、新しいものをお求めください。
refused-email_taken = このメールアドレスは登録ずみです。それでサインインするか、別のものをお使いください。
refused-bad_boundary = この境界は使えません: { $why }
refused-code_taken = このコードはもう使われています。別のものをお選びください。
refused-bad_effective_from = 憲章はこれからの日付で始まります。まだ来ていない日をお選びください。
refused-bad_notice = お知らせは1～2行、140字までです。短くするか、何かお書きください。
refused-out_of_bounds = { $least }から{ $most }までの数です。お直しください。
refused-too_long = 長すぎて読みきれません。短くしてください。
refused-bad_code = コードは小文字・数字・ハイフンで40字までです。別のものをお選びください。
refused-bad_timezone = この時間帯はわかりません。Asia/Tokyo のようにお書きください。
refused-bad_currency = 通貨は JPY のような大文字3字です。お確かめください。
refused-bad_locale = 言語は ja か en です。どちらかをお選びください。
refused-bad_place = この場所は地図の上にありません。緯度と経度をお確かめください。
refused-no_such_need = この分類は一覧にありません。一覧からお選びください。
refused-bad_role = この役割はここでは選べません。一覧からお選びください。
refused-bad_field = 足りないところか、形の合わないところがあります（{ $what }）。直してもう一度お送りください。
refused-bad_form = 書き足りないところがあります。戻って書き足し、もう一度お送りください。
refused-wrong_method = この場所では、その操作はできません。戻って、画面のボタンをお使いください。
refused-foreign_form = よそのページから届いたため、受け取りませんでした。こちらの画面からもう一度どうぞ。
refused-bad_note = { $most }文字までで、何かお書きください。
refused-sensitive_note = 「{ $word }」は健康や信仰にかかわるので、ここには残しません。「乳製品なし」「ゆっくり」のように、することをお書きください。
refused-too_many_notes = 覚え書きが{ $most }件あります。先にどれかを消してください。
refused-no_such_chip = この言葉はありません。ほかの言葉を選ぶか、覚え書きをお書きください。
refused-bad_month = 何月ですか。1から12までです。
refused-bad_case = 何があったか、ひとことお書きください。
refused-bad_promise = 何をお約束したか、ひとことお書きください。
refused-bad_due = いつまでですか。きょうから半年のあいだです。
refused-amends_too_large = 憲章では一件につき{ $most }ポイントまでなので、あと{ $left }ポイントです。
refused-unsigned = ご署名のあるものだけを残せます。先にご署名をお願いします。
refused-bad_part_name = 名前は1文字から{ $most }文字です。お書きください。
refused-bad_price = 値段は0以上の数です。お確かめください。
refused-bad_limits = 多くても1から{ $top }まで、少なくともはそれ以下です。
refused-no_group = どの組の品かをお選びください。
refused-too_many_parts = もう{ $most }点あります。どれかを休むか、直してください。
refused-bad_pair = ちがう品を二つお選びください。
refused-bad_proposal = このお客さまには、もうこの組み合わせはできません。新しいおすすめをご覧ください。
refused-say_why = わけをひとこと書くか、上からひとつお選びください。
refused-proposal_over = このおすすめは終わりました。お店に新しいものをおたずねください。
refused-erased = ご本人の希望で忘れました。何も残っていません。ご希望なら新しくお作りします。
refused-wrong_code = このパスポートの番号とちがいます。書かれているとおりにお書きください。
refused-wrong_own_pin = 暗証番号がちがいます。もう一度お願いします。
refused-not_a_device = この端末は、まだお店のカウンターに登録されていません。店主が登録できます。
refused-device_revoked = この端末の登録は、店主が取り消しました。もう一度登録してもらってください。
refused-bad_device_code = コードがちがいます。店主の画面のとおりに、もう一度入力してください。
refused-bad_device_key = このブラウザーでは端末の鍵を作れませんでした。ページを開きなおすか、新しいブラウザーをお使いください。
refused-staff_pin_rests = この端末では{ $minutes }分お休みします。パスワードでサインインするか、ほかの人に替わってください。
refused-no_staff_pin = この方の暗証番号はまだありません。一度パスワードでサインインして、お決めください。
refused-tablet_locked = この端末はロックされています。暗証番号を入れて、もう一度お願いします。
refused-needs_password = 暗証番号で開けるのはカウンターだけです。ここはパスワードでサインインしてください。
refused-same_amount = いまの金額と同じです。正しい金額を入力してください。
refused-imported_visit = 以前の一覧から写したご来店です。ここで直すところはありません。
