# Shared small words: the layout, states, switches.
ui-skip = Skip to the page
ui-sign-in = Sign in
ui-sign-out = Sign out
ui-theme = Light or dark
ui-theme-auto = As my device
ui-theme-light = Light
ui-theme-dark = Dark
ui-on = on
ui-off = off
ui-suppressed = fewer than 10
ui-suppressed-why = Fewer than 10 people, so we do not show the number.
