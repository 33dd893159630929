# お隣をすすめるひとこと。声に出して言えるように。
suggest-near = ここから、すぐそこです。
suggest-quiet = { $time }までは空いています。お待たせしません。
suggest-not-yet = まだ行かれたことがありません。
suggest-likes = { $need }がお好きな方に。
suggest-not-yet-likes = まだ行かれていません。{ $need }がお好きなので。
