# The public pages: the street, a shop, a found card, errors.
street-nav = The street
street-find-shops = Shops
street-charter = Charter
street-for-shops = For shops
street-open-passport = Open the passport
street-under-one =
    { $n ->
        [0] one noren
        [one] one shop, one noren
       *[other] { $spelt } shops, one noren
    }
street-shops-head = The shops that share this noren
street-open-today =
    { $n ->
        [one] one is open today
       *[other] { $n } are open today
    }
street-promise-head = One noren, hung by all of us.
street-promise = The { $spelt } shops of { $street } are shops of their own. But we look after people in the same way, and so we hang the same noren: one card is welcome everywhere, and what we do not have, we find for you next door. What is yours stays yours. You decide what to show, and to whom.
street-steps = How it begins
street-step-one = At any shop, with your name alone
street-step-two = On a paper card, or on your phone
street-step-three = One stamp book for all { $spelt }
street-make-card = Make a card
streets-title = Streets under one noren
streets-lead = Choose the one you walk on.
streets-none = No street hangs its noren here yet.
streets-none-then = The first one will appear here.
streets-shops =
    { $n ->
        [one] one shop
       *[other] { $n } shops
    }
shop-address = Address
shop-hours = Open
shop-phone = Telephone
shop-website = Website
shop-map-label = Map: where { $shop } is
shop-one-card = The card of { $street } is welcome here.
shop-around = Next door
card-title = A card of { $street }
card-title-some = A card of one of these streets
card-what =
    { $n ->
        [one] With it, people collect stamps and points at the street's shop.
       *[other] With it, people collect stamps and points at any of the street's { $n } shops.
    }
card-found = Did you find it?
card-found-then = Hand it in at any shop of the street. They will see that it gets home.
card-yours = Is it yours?
card-yours-then = Show it at the counter, or sign in to see your stamps on this phone.
card-own = Make a card of my own
card-street = See the street
error-sign-in = You are not signed in.
error-sign-in-then = Sign in and carry on where you were.
error-not-yours = This door is for someone else.
error-not-yours-then = It belongs to another person's work. Ask the shop's owner or the coordinator.
error-nothing-here = There is nothing at this address.
error-nothing-here-then = Check it once more, or begin at the street.
error-slow-down = That was a great many at once.
error-slow-down-then = Wait a minute, then carry on. Nothing is lost.
error-busy = The street is crowded just now.
error-busy-then = Wait a moment and send it again. Nothing counts twice.
error-broken = Something broke on our side.
error-broken-then = What you sent may not have been kept. Look once more, then send it again; nothing counts twice.
error-broken-id = Look once more whether it was kept; nothing counts twice. Say { $id } if you call.
error-cannot = This could not be done.
error-cannot-then = Something in it could not be read. Go back, look it over and send it once more.
error-to-street = To the street
error-again = Once more
street-edition = Charter, version { $n }, { $month }
