# Refusals by their stable code: what happened, then what to do. Said aloud at a counter.
refused-unknown_card = I cannot find this card. May I have the number once more?
refused-revoked_card = This card was replaced. The newer one works.
refused-too_soon = You already have today's stamp. The next one counts after { $time }.
refused-wrong_pin =
    { $left ->
        [0] That PIN does not match. It rests here for 15 minutes now.
        [one] That PIN does not match. One try is left.
        [2] That PIN does not match. Two tries are left.
        [3] That PIN does not match. Three tries are left.
        [4] That PIN does not match. Four tries are left.
       *[other] That PIN does not match. { $left } tries are left.
    }
refused-pin_locked =
    { $minutes ->
        [one] The PIN rests here for one minute. You can still collect stamps.
       *[other] The PIN rests here for { $minutes } minutes. You can still collect stamps.
    }
refused-insufficient_points =
    { $points ->
        [0] You have no points yet, so there is nothing to use today. Every visit adds some.
       *[other] You have { $points } points, so { $points } is the most for today.
    }
refused-proof_needed = Points need the PIN or the card on your phone. Please type the PIN.
refused-bad_time = The time of this stamp is too far off. Stamps can be up to three days old; please set the clock and stamp once more.
refused-not_digits = “{ $sign }” is no digit. Numbers only here.
refused-bank_code_length = A bank's code has 4 digits; this has { $is }.
refused-branch_code_length = A branch's code has 3 digits; this has { $is }.
refused-account_number_length = An account number has 1 to 7 digits; this has { $is }.
refused-account_number_zero = A number of zeros alone is no account.
refused-no_account_kind = Choose what kind of account it is.
refused-payer_code_length = This code has 10 digits; this has { $is }. It may be left empty for now.
refused-holder_missing = Write whose account it is, as the bank knows it.
refused-holder_sign = Banks cannot write “{ $sign }” here. Use kana, letters, digits and ( ) - . / only.
refused-holder_sign_latin = Banks cannot write “{ $sign }” here. Use Latin letters, digits and / - ? : ( ) . , ' + only.
refused-holder_long = Banks have room for { $most } signs here; this has { $is } (ガ counts as two). Write the first { $most }.
refused-iban_missing = Write the IBAN.
refused-iban_sign = “{ $sign }” does not belong in an IBAN: letters and digits only.
refused-iban_country = There are no IBANs that begin with { $country }. Check the first two letters.
refused-iban_length = An IBAN of { $country } has { $length } signs; this has { $is }.
refused-iban_check = This IBAN is not right: its check digits do not fit. Look for a slip of one digit.
refused-bic_shape = A BIC has 8 or 11 signs, such as NDEAFIHH. It may be left empty.
refused-mandate_customer = The number at the bank has 1 to 20 digits.
refused-mandate_day = When was it signed? Today or earlier.
refused-customer_taken = { $shop } has this number at the bank already. Ask the bank for another: its answers name the number alone.
refused-customer_twice = has the same number at the bank as another shop. Change one of the two, so that the bank's answer can be told apart.
refused-no_account_yet = This shop has not given its account yet.
refused-no_account = no account
refused-amount_nothing = nothing to pay
refused-amount_no_room = the amount is too large for the file
refused-sum_no_room = All together is too much for one file. Pay some shops by hand first.
refused-too_many_payments = These are too many for one file.
refused-nothing_to_pay = There is nothing left that this file would hold.
refused-no_own_account = The street has no account yet from which this file could pay. Add it first.
refused-no_payer_code = The payer's code is missing. The bank gives it; it stands with the street's account.
refused-no_collector_code = The collector's code is missing. The bank gives it; it stands with the street's account.
refused-other_file_made = The other kind of transfer file was made for this month already, and pays the same shops. Fetch that one.
refused-file_meanwhile = Somebody else has just made this file. It stands among the files made.
refused-carried_on = What was open went over to { $month }. Make the file there.
refused-month_open = { $month } is not closed yet. Payments stand here once it is.
refused-bad_day = I cannot read this day. Write it as 2026-12-01.
refused-day_over = This day is over. Choose today or later.
refused-day_far = Banks take days up to { $days } days ahead.
refused-day_weekend = Banks do not work on this day. Choose a weekday.
refused-day_ahead = This day is still to come. When did the money move?
refused-nothing_chosen = Choose at least one shop in the lists.
refused-already_paid = These are paid already, or have nothing to pay.
refused-already_undone = This was taken back before. It is open.
refused-result_file = This is no result file from record { $n } on. Copy the whole file, from the first line to the last.
refused-result_none = None of these is open in this month.
refused-key_reused = This was sent before with something else in it. Please begin once more from the card.
refused-own_shop = This is our own shop. Choose a neighbour to send on to.
refused-bad_amount = I cannot read this amount. Please type it in whole numbers, or leave it empty.
refused-amount_too_large = The amount is above { $max }. Is there a zero too many?
refused-bad_points = Points are whole numbers from 1 up. How many would you like to use?
refused-already_reversed = This was taken back before. The points are as they were.
refused-not_found = There is nothing at this address. Check it once more, or begin at the street.
refused-no_such_shop = I cannot find this shop on our street. Choose one from the list.
refused-bad_json = This is not JSON we can read. Check the brackets and quotes, then send it once more.
refused-unknown_field = There is a field here we do not know. Leave it out and send the rest once more.
refused-body_too_large = This is more than we take at once. Send less than 64 KiB.
refused-not_signed_in = You are not signed in. Sign in and carry on where you were.
refused-not_allowed = This belongs to someone else's work. Ask the shop's owner or the coordinator.
refused-more_than_yours = They do more with this sign-in than is yours to open. Invite them once more, with another e-mail.
refused-busy = Many stamps are coming in at once. Wait a moment and send it again; nothing counts twice.
refused-internal = Something broke on our side. Say { $id } if you call.
refused-slow_down =
    { $minutes ->
        [one] That was a great many in a short time. Wait a minute, then carry on.
       *[other] That was a great many in a short time. Wait { $minutes } minutes, then carry on.
    }
refused-bad_period = I cannot read this period. Choose a whole week, month, quarter or year.
refused-missing_key = The Idempotency-Key header is missing. Send one of 1 to 255 characters, new for each act.
refused-bad_reason = Please say in one sentence why you send them on; 200 characters are enough.
refused-passport_merged = This passport was joined with another one. The card still works; please scan it once more.
refused-card_taken = This card belongs to someone already. Take the next blank one.
refused-bad_pin = A PIN is four to six digits, and not all the same. Please choose another.
refused-bad_name = Please give a name of up to 80 characters. The one friends use is fine.
refused-bad_email = This does not look like an e-mail address. Please check it once more.
refused-weak_password = This password is easy to guess. Take a longer one: ten characters or more, or three words.
refused-wrong_sign_in = E-mail and password do not match. Try once more, or ask for a new password.
refused-link_used = This link was used already. Sign in, or ask for a new one.
refused-link_expired = This link is too old. Ask for a new one where you got it.
refused-email_taken = This e-mail address is in use here. Sign in with it, or give another.
refused-bad_boundary = This boundary cannot be used: { $why }.
refused-code_taken = This code is in use already. Choose another.
refused-bad_effective_from = A charter can only begin from now on. Choose a day that has not begun.
refused-bad_notice = A notice is one or two lines, up to 140 characters. Please shorten it, or write one.
refused-out_of_bounds = This must be between { $least } and { $most }. Please change it.
refused-too_long = This is too long to read. Please shorten it.
refused-bad_code = A code has small letters, digits and hyphens, up to 40. Please choose another.
refused-bad_timezone = This time zone is not known. Write it like Asia/Tokyo.
refused-bad_currency = A currency has three capital letters, like JPY. Please check it.
refused-bad_locale = The language is ja or en. Please choose one.
refused-bad_place = This place is not on the earth. Please check latitude and longitude.
refused-no_such_need = This need is not on the list. Choose one of those shown.
refused-bad_role = This role does not fit here. Choose one from the list.
refused-bad_field = Something here is missing or of the wrong kind ({ $what }). Mend it and send it once more.
refused-bad_form = Something in this form was missing. Go back, fill it in and send it once more.
refused-wrong_method = This address does not take that. Go back and use the buttons there.
refused-foreign_form = This came from another site, so we did not take it. Open our own page and try there.
refused-bad_note = Write something, in up to { $most } letters.
refused-sensitive_note = “{ $word }” is about health or faith, and stays with the person. Write what to do instead: “no dairy”, “slowly, please”.
refused-too_many_notes = There are { $most } notes already. Take one away first.
refused-no_such_chip = I do not know this word. Choose another, or write a note.
refused-bad_month = Which month is it, from 1 to 12?
refused-bad_case = Say in a few words what went wrong.
refused-bad_promise = Say in a few words what you promise.
refused-bad_due = By which day? From today, within half a year.
refused-amends_too_large = The charter allows { $most } points for one case, so { $left } are left.
refused-unsigned = Only what was signed can be kept. Ask for the signature first.
refused-bad_part_name = A name has 1 to { $most } letters. Please write one.
refused-bad_price = A price is a whole amount, from nothing up. Please check it.
refused-bad_limits = At most 1 to { $top }, and at least not more than that.
refused-no_group = Choose the group it belongs to.
refused-too_many_parts = There are { $most } already. Retire or change one.
refused-bad_pair = Choose two different parts.
refused-bad_proposal = These no longer go together for this customer. Look at the new proposal.
refused-say_why = Say why in a few words, or touch one of the reasons.
refused-proposal_over = This proposal is over. Ask the shop for a new one.
refused-erased = This person asked to be forgotten, and was. Nothing is left to show; begin anew if they wish.
refused-wrong_code = This is not the number of this passport. Type it as it stands beside.
refused-wrong_own_pin = That PIN does not match. Please type it once more.
refused-not_a_device = This tablet does not belong to a counter yet. The owner can enrol it.
refused-device_revoked = The owner has taken this tablet off the counter. Ask them to enrol it again.
refused-bad_device_code = This code does not fit. Please type it once more, as the owner sees it.
refused-bad_device_key = This browser made no key for the tablet. Open the page anew, or take a newer browser.
refused-own_passport = This is your own passport. A colleague can stamp it.
refused-day_cap = Today's limit of the charter is reached. The visit is noted; more points come from tomorrow.
refused-kept_too_soon = It was too soon after the stamp before. The visit is noted and earned nothing.
refused-kept_amount = The amount is above what the charter allows.
refused-kept_too_long = It was kept longer than the charter allows.
refused-kept_too_many = The tablet had kept more stamps than the charter allows.
refused-kept_too_much = The tablet had kept more money's worth than the charter allows.
refused-kept_pass_old = The pass had run out when it was shown.
refused-kept_pass_foreign = The pass is none of ours.
refused-kept_slip_elsewhere = The slip was for another shop. The visit stands.
refused-kept_slip_over = The slip was over or taken back. The visit stands.
refused-slip_used = The slip had been used before. The visit stands.
refused-kept_welcome_later = The tablet had given all the welcomes it may. The visit stands, and so does the slip.
refused-kept_staff = Whoever it names did not work here then. The visit stands without a name.
refused-kept_undo_nothing = There is no stamp of this tablet to take back.
refused-kept_undo_late = It was more than an hour after the stamp. The owner can take it back.
refused-kept_unreadable = It cannot be read.
refused-kept_signature = The tablet did not sign it.
refused-kept_stolen = It belongs to another tablet.
refused-kept_owner = The owner did not take it.
refused-kept_other = It could not be taken.
refused-too_many_waiting = More of this tablet's stamps wait for the owner than fit. The owner's word makes room.
refused-foreign_code = This code is not one of our street. May I have the card, or its number?
refused-foreign_pass = This code is not one of our street. Please show the card of this street.
refused-expired_pass = This code is over. A new one is on the phone in a moment; please hold it up once more.
refused-early_pass = The phone that made this code is ahead of time. Please set its clock, or show the printed card.
refused-revoked_pass = This phone was stopped by its owner. The printed card still collects stamps.
refused-worn_phone = This phone has been without a signal for a week. Open the card once with a signal, or show the printed one.
refused-gone_pass = Nobody stands behind this code any more. A new card is made in a minute.
refused-pass_used = This code was used just now. A new one is on the phone in a moment.
refused-others_pass = This is the phone of somebody else. Please show the one that belongs to this passport, or type the PIN.
refused-expired_slip = This slip has run out. The card works as always.
refused-slip_elsewhere = This slip is for { $shop }. It waits there.
refused-slip_over = This slip was used or taken back. The passport works as always.
refused-bad_pass_key = This browser made no key for the card. With a signal it works as always.
refused-staff_pin_rests =
    { $minutes ->
        [one] This PIN rests here for one minute. Sign in with your password, or let someone else take over.
       *[other] This PIN rests here for { $minutes } minutes. Sign in with your password, or let someone else take over.
    }
refused-no_staff_pin = There is no PIN under this name yet. Sign in with your password once, then choose one.
refused-tablet_locked = The tablet is locked. Type your PIN, then do it once more.
refused-needs_password = A PIN opens the counter alone. Sign in with your password for this.
refused-same_amount = This is the amount that stands already. Type the right one.
refused-imported_visit = This visit came from an older list. There is nothing here to put right.
refused-objection_empty = Write what is not right.
refused-objection_long = This is longer than { $most } signs. Say it shorter, or bring the rest.
refused-objection_over = Objections to this month could be written until { $day }. Ask the street if you find something now.
refused-objection_waits = The street has an objection to this statement already, and answers soon.
refused-answer_empty = Write what the shop will read.
refused-objection_amount = The statement is about { $most } in all. The sum cannot be more.
refused-bad_sum = This is not a sum. Digits are enough.
refused-objection_answered = This objection has its answer already.
refused-bad_invoice_number = This is no registration number: T and 13 digits, as the tax office gave it. One digit may be mistyped.
refused-bad_books_month = A month is written like 2026-10.
refused-month_not_over = { $month } is not over yet. It can be closed from the first day of the next month on.
refused-month_closed = { $month } is closed already. A mistake is put right in the open month.
refused-month_order = { $next } has to be closed first.
refused-no_books = Nothing was ever posted in these books: there is nothing to close.
refused-month_not_ready = Its transfers are still being sealed. Please try again in a moment.
refused-same_person = Whoever proposed it cannot confirm it. Please ask another officer.
refused-kept_next_month = The month of this stamp is closed already. It counts in the books of the open month.
refused-payment_held = { $shop } objects to its statement and waits for an answer. Nothing is paid before.
refused-shop_left = This shop has left the street. Its statements are still there for its owner, under My shop.
refused-shop_here = This shop is a member of the street. Nothing was changed.
refused-bad_sponsor = Write who pays, in at most { $most } signs.
refused-bad_title = Give the campaign a name of at most { $most } signs.
refused-bad_span = The last day must not be before the first, and at most { $most } days later.
refused-no_shops = Choose at least one shop.
refused-not_a_number = Write a number, such as 20.
refused-campaign_ended = This campaign has ended. Nothing was changed.
refused-past_day = This day is over. Choose today or a later one.
refused-gift_spent = Points a sponsor paid for came with this visit, and they are spent. It stays as it is; put the amount right instead.
