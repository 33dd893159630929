# 共通の小さなことば。
ui-skip = 本文へ
ui-sign-in = サインイン
ui-sign-out = サインアウト
ui-theme = 明るさ
ui-theme-auto = 端末に合わせる
ui-theme-light = 明るく
ui-theme-dark = 暗く
ui-on = 入
ui-off = 切
ui-suppressed = 10人未満
ui-suppressed-why = 10人未満のため、数は出していません。
