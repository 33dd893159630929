//! Tables as diesel sees them. A test compares this with both engines after migrating.

diesel::table! {
    counters (name) {
        name -> Text,
        value -> BigInt,
    }
}

diesel::table! {
    signing_keys (kid) {
        kid -> Text,
        created_at -> BigInt,
        retired_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    brands (id) {
        id -> BigInt,
        code -> Text,
        name -> Text,
        name_en -> Text,
        currency -> Text,
        timezone -> Text,
        locale -> Text,
        crest -> Text,
        is_demo -> Bool,
        created_at -> BigInt,
    }
}

diesel::table! {
    charters (id) {
        brand_id -> BigInt,
        id -> BigInt,
        version -> BigInt,
        effective_from -> BigInt,
        points_per_visit -> BigInt,
        points_per_100 -> BigInt,
        cooldown_minutes -> BigInt,
        max_amount -> BigInt,
        expiry_months -> BigInt,
        slip_days -> BigInt,
        slip_welcome -> BigInt,
        slip_thanks -> BigInt,
        promise -> Text,
        promise_en -> Text,
        written_by -> Nullable<BigInt>,
        created_at -> BigInt,
        amends_max -> BigInt,
        offline_hours -> BigInt,
        offline_taps -> BigInt,
        offline_amount -> BigInt,
        offline_welcomes -> BigInt,
        passport_day_points -> BigInt,
        clerk_day_points -> BigInt,
        lot -> BigInt,
        lot_price -> BigInt,
        lot_value -> BigInt,
        monthly_fee -> BigInt,
        objection_days -> BigInt,
    }
}

diesel::table! {
    districts (id) {
        brand_id -> BigInt,
        id -> BigInt,
        name -> Text,
        boundary -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    shops (id) {
        brand_id -> BigInt,
        id -> BigInt,
        code -> Text,
        name -> Text,
        name_en -> Text,
        short -> Text,
        short_en -> Text,
        trade -> Text,
        trade_en -> Text,
        category -> Text,
        need -> Nullable<Text>,
        lat -> Double,
        lon -> Double,
        district_id -> Nullable<BigInt>,
        address -> Text,
        opening_hours -> Text,
        phone -> Text,
        website -> Text,
        source -> Text,
        crest -> Text,
        joined_at -> BigInt,
        left_at -> Nullable<BigInt>,
        back_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    category_needs (brand_id, category) {
        brand_id -> BigInt,
        category -> Text,
        need -> Text,
    }
}

diesel::table! {
    shop_pairs (brand_id, from_shop, to_shop) {
        brand_id -> BigInt,
        from_shop -> BigInt,
        to_shop -> BigInt,
        weight -> Double,
        reason -> Text,
        reason_en -> Text,
    }
}

diesel::table! {
    notices (id) {
        brand_id -> BigInt,
        id -> BigInt,
        text -> Text,
        text_en -> Text,
        until_at -> BigInt,
        written_by -> Nullable<BigInt>,
        created_at -> BigInt,
    }
}

diesel::table! {
    persons (id) {
        id -> BigInt,
        email -> Text,
        name -> Text,
        name_en -> Text,
        password_hash -> Text,
        left_hand -> Bool,
        created_at -> BigInt,
    }
}

diesel::table! {
    sessions (token_hash) {
        token_hash -> Text,
        person_id -> Nullable<BigInt>,
        state -> Text,
        expires_at -> BigInt,
    }
}

diesel::table! {
    resets (token_hash) {
        token_hash -> Text,
        person_id -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    sign_in_tries (subject) {
        subject -> Text,
        wrong -> BigInt,
        last_at -> BigInt,
    }
}

diesel::table! {
    passports (id) {
        brand_id -> BigInt,
        id -> BigInt,
        code -> Text,
        name -> Text,
        reading -> Text,
        search -> Text,
        pin_hash -> Nullable<Text>,
        origin -> Nullable<Text>,
        merged_into -> Nullable<BigInt>,
        last_visit_at -> BigInt,
        last_shop -> Nullable<BigInt>,
        created_at -> BigInt,
        earned_day -> BigInt,
        earned_points -> BigInt,
        warned_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    cards (id) {
        brand_id -> BigInt,
        id -> BigInt,
        token -> Text,
        code -> Text,
        passport_id -> Nullable<BigInt>,
        claim_hash -> Nullable<Text>,
        batch -> Nullable<BigInt>,
        issued_by -> Nullable<BigInt>,
        created_at -> BigInt,
        revoked_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    memberships (id) {
        brand_id -> BigInt,
        id -> BigInt,
        person_id -> BigInt,
        role -> Text,
        shop_id -> Nullable<BigInt>,
        passport_id -> Nullable<BigInt>,
        created_at -> BigInt,
        ended_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    invitations (id) {
        brand_id -> BigInt,
        id -> BigInt,
        token_hash -> Text,
        role -> Text,
        shop_id -> Nullable<BigInt>,
        email -> Text,
        invited_by -> Nullable<BigInt>,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
        passport_id -> Nullable<BigInt>,
    }
}

diesel::table! {
    api_keys (id) {
        brand_id -> BigInt,
        id -> BigInt,
        shop_id -> Nullable<BigInt>,
        name -> Text,
        made_by -> Nullable<BigInt>,
        created_at -> BigInt,
        ended_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    pin_tries (brand_id, passport_id, shop_id) {
        brand_id -> BigInt,
        passport_id -> BigInt,
        shop_id -> BigInt,
        wrong -> BigInt,
        locked_until -> BigInt,
    }
}

diesel::table! {
    shares (brand_id, passport_id, kind, shop_id) {
        brand_id -> BigInt,
        passport_id -> BigInt,
        kind -> Text,
        shop_id -> BigInt,
        granted_at -> BigInt,
    }
}

diesel::table! {
    likes (brand_id, passport_id, need) {
        brand_id -> BigInt,
        passport_id -> BigInt,
        need -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    visits (id) {
        brand_id -> BigInt,
        id -> BigInt,
        shop_id -> BigInt,
        passport_id -> BigInt,
        at -> BigInt,
        day -> BigInt,
        amount -> Nullable<BigInt>,
        visit_points -> BigInt,
        spend_points -> BigInt,
        too_soon -> Bool,
        staff_id -> Nullable<BigInt>,
        origin -> Nullable<Text>,
        recorded_at -> BigInt,
        reversed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    acquaintances (brand_id, passport_id, shop_id) {
        brand_id -> BigInt,
        shop_id -> BigInt,
        passport_id -> BigInt,
        visits -> BigInt,
        first_at -> BigInt,
        last_at -> BigInt,
    }
}

diesel::table! {
    slips (id) {
        brand_id -> BigInt,
        id -> BigInt,
        from_shop -> BigInt,
        to_shop -> BigInt,
        passport_id -> BigInt,
        reason -> Text,
        welcome -> BigInt,
        thanks -> BigInt,
        given_at -> BigInt,
        day -> BigInt,
        expires_at -> BigInt,
        staff_id -> Nullable<BigInt>,
        visit_id -> Nullable<BigInt>,
        redeemed_at -> Nullable<BigInt>,
        withdrawn_at -> Nullable<BigInt>,
        handed_from -> Nullable<BigInt>,
        handed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    redemptions (id) {
        brand_id -> BigInt,
        id -> BigInt,
        shop_id -> BigInt,
        passport_id -> BigInt,
        points -> BigInt,
        at -> BigInt,
        day -> BigInt,
        staff_id -> Nullable<BigInt>,
        reversed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    accounts (id) {
        brand_id -> BigInt,
        id -> BigInt,
        kind -> Text,
        owner_id -> BigInt,
        guarded -> Bool,
        debits_posted -> BigInt,
        credits_posted -> BigInt,
        created_at -> BigInt,
    }
}

diesel::table! {
    transfers (id) {
        brand_id -> BigInt,
        id -> BigInt,
        debit_account -> BigInt,
        credit_account -> BigInt,
        amount -> BigInt,
        code -> Text,
        about -> BigInt,
        reverses -> Nullable<BigInt>,
        at -> BigInt,
        posted_at -> BigInt,
    }
}

diesel::table! {
    shop_days (brand_id, day, shop_id) {
        brand_id -> BigInt,
        shop_id -> BigInt,
        day -> BigInt,
        visits -> BigInt,
        amount -> BigInt,
    }
}

diesel::table! {
    answers (brand_id, caller, operation, key) {
        brand_id -> BigInt,
        caller -> Text,
        operation -> Text,
        key -> Text,
        content_hash -> Text,
        answer -> Text,
        at -> BigInt,
        about -> Nullable<BigInt>,
    }
}

diesel::table! {
    notes (id) {
        brand_id -> BigInt,
        id -> BigInt,
        passport_id -> BigInt,
        shop_id -> Nullable<BigInt>,
        kind -> Text,
        chip -> Text,
        text -> Text,
        liked -> Nullable<Bool>,
        month -> Nullable<BigInt>,
        offered -> Bool,
        written_by -> Nullable<BigInt>,
        created_at -> BigInt,
    }
}

diesel::table! {
    looks (id) {
        brand_id -> BigInt,
        id -> BigInt,
        passport_id -> BigInt,
        shop_id -> Nullable<BigInt>,
        person_id -> Nullable<BigInt>,
        what -> Text,
        way -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    askings (brand_id, passport_id, shop_id, subject) {
        brand_id -> BigInt,
        passport_id -> BigInt,
        shop_id -> BigInt,
        subject -> Text,
        about -> Text,
        outcome -> Text,
        at -> BigInt,
    }
}

diesel::table! {
    cases (id) {
        brand_id -> BigInt,
        id -> BigInt,
        passport_id -> BigInt,
        shop_id -> BigInt,
        what -> Text,
        promise -> Text,
        due -> BigInt,
        owner_id -> BigInt,
        opened_by -> Nullable<BigInt>,
        opened_at -> BigInt,
        amends -> BigInt,
        kept_by -> Nullable<BigInt>,
        kept_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    households (id) {
        brand_id -> BigInt,
        id -> BigInt,
        created_at -> BigInt,
    }
}

diesel::table! {
    household_members (brand_id, passport_id) {
        brand_id -> BigInt,
        household_id -> BigInt,
        passport_id -> BigInt,
        joined_at -> BigInt,
    }
}

diesel::table! {
    household_asks (id) {
        brand_id -> BigInt,
        id -> BigInt,
        asked_by -> BigInt,
        passport_id -> Nullable<BigInt>,
        card -> Text,
        asked_at -> BigInt,
        expires_at -> BigInt,
    }
}

diesel::table! {
    household_yeses (brand_id, ask_id, passport_id) {
        brand_id -> BigInt,
        ask_id -> BigInt,
        passport_id -> BigInt,
        at -> BigInt,
    }
}

diesel::table! {
    part_groups (id) {
        brand_id -> BigInt,
        id -> BigInt,
        shop_id -> BigInt,
        name -> Text,
        name_en -> Text,
        least -> BigInt,
        most -> BigInt,
        created_at -> BigInt,
    }
}

diesel::table! {
    parts (id) {
        brand_id -> BigInt,
        id -> BigInt,
        shop_id -> BigInt,
        group_id -> BigInt,
        name -> Text,
        name_en -> Text,
        price -> BigInt,
        attributes -> Text,
        need -> Nullable<Text>,
        retired_at -> Nullable<BigInt>,
        created_at -> BigInt,
    }
}

diesel::table! {
    part_bans (brand_id, one, other) {
        brand_id -> BigInt,
        shop_id -> BigInt,
        one -> BigInt,
        other -> BigInt,
    }
}

diesel::table! {
    proposals (id) {
        brand_id -> BigInt,
        id -> BigInt,
        passport_id -> BigInt,
        shop_id -> BigInt,
        made_by -> Nullable<BigInt>,
        way -> Text,
        message -> Text,
        budget -> Nullable<BigInt>,
        total -> BigInt,
        answer -> Text,
        why -> Nullable<Text>,
        words -> Text,
        made_at -> BigInt,
        expires_at -> BigInt,
        answered_at -> Nullable<BigInt>,
        done_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    proposal_parts (brand_id, proposal_id, part_id) {
        brand_id -> BigInt,
        proposal_id -> BigInt,
        part_id -> BigInt,
        passport_id -> BigInt,
        name -> Text,
        name_en -> Text,
        price -> BigInt,
        attributes -> Text,
        need -> Nullable<Text>,
    }
}

diesel::table! {
    erasures (brand_id, passport_id) {
        brand_id -> BigInt,
        passport_id -> BigInt,
        at -> BigInt,
        member -> Nullable<Text>,
    }
}

diesel::table! {
    devices (id) {
        brand_id -> BigInt,
        id -> BigInt,
        shop_id -> BigInt,
        name -> Text,
        public_key -> Text,
        token_hash -> Text,
        enrolled_by -> Nullable<BigInt>,
        enrolled_at -> BigInt,
        heard_at -> BigInt,
        revoked_at -> Nullable<BigInt>,
        head_seq -> BigInt,
        head_hash -> Text,
        idle_minutes -> BigInt,
        acted_at -> BigInt,
    }
}

diesel::table! {
    device_codes (id) {
        brand_id -> BigInt,
        id -> BigInt,
        shop_id -> BigInt,
        code_hash -> Text,
        name -> Text,
        made_by -> Nullable<BigInt>,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    staff_pins (brand_id, membership_id) {
        brand_id -> BigInt,
        membership_id -> BigInt,
        pin_hash -> Text,
        set_at -> BigInt,
    }
}

diesel::table! {
    clerk_days (brand_id, staff_id, day) {
        brand_id -> BigInt,
        staff_id -> BigInt,
        day -> BigInt,
        points -> BigInt,
    }
}

diesel::table! {
    queued_taps (id) {
        brand_id -> BigInt,
        id -> BigInt,
        shop_id -> BigInt,
        device_id -> BigInt,
        seq -> BigInt,
        hash -> Text,
        jws -> Text,
        key -> Text,
        kind -> Text,
        card -> Text,
        amount -> Nullable<BigInt>,
        at -> BigInt,
        boot -> Text,
        mono -> BigInt,
        staff_id -> Nullable<BigInt>,
        received_at -> BigInt,
        outcome -> Text,
        reason -> Text,
        stood_at -> Nullable<BigInt>,
        passport_id -> Nullable<BigInt>,
        visit_id -> Nullable<BigInt>,
        welcomed -> Bool,
        seen_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    pass_keys (id) {
        brand_id -> BigInt,
        id -> BigInt,
        passport_id -> BigInt,
        public_key -> Text,
        label -> Text,
        created_at -> BigInt,
        used_at -> BigInt,
        expires_at -> BigInt,
        revoked_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    device_flags (id) {
        brand_id -> BigInt,
        id -> BigInt,
        shop_id -> BigInt,
        device_id -> BigInt,
        kind -> Text,
        from_seq -> BigInt,
        to_seq -> BigInt,
        detail -> BigInt,
        at -> BigInt,
        seen_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    spent_passes (brand_id, pass_hash) {
        brand_id -> BigInt,
        pass_hash -> Text,
        passport_id -> BigInt,
        redemption_id -> BigInt,
        at -> BigInt,
    }
}

diesel::table! {
    corrections (id) {
        brand_id -> BigInt,
        id -> BigInt,
        visit_id -> BigInt,
        amount_before -> Nullable<BigInt>,
        amount_after -> Nullable<BigInt>,
        points_before -> BigInt,
        points_after -> BigInt,
        staff_id -> Nullable<BigInt>,
        approved_by -> Nullable<BigInt>,
        at -> BigInt,
    }
}

diesel::table! {
    reversals (brand_id, about) {
        brand_id -> BigInt,
        about -> BigInt,
        staff_id -> Nullable<BigInt>,
        approved_by -> Nullable<BigInt>,
        at -> BigInt,
    }
}

diesel::table! {
    months (id) {
        brand_id -> BigInt,
        id -> BigInt,
        month -> Text,
        from_at -> BigInt,
        until_at -> BigInt,
        state -> Text,
        proposed_by -> Nullable<BigInt>,
        proposed_at -> BigInt,
        confirmed_by -> Nullable<BigInt>,
        closed_at -> Nullable<BigInt>,
        transfers -> BigInt,
        head -> Text,
    }
}

diesel::table! {
    seals (month_id, n) {
        brand_id -> BigInt,
        month_id -> BigInt,
        n -> BigInt,
        transfers -> BigInt,
        last_posted -> BigInt,
        last_id -> BigInt,
        marks -> Text,
        head -> Text,
    }
}

diesel::table! {
    statements (id) {
        brand_id -> BigInt,
        id -> BigInt,
        month_id -> BigInt,
        shop_id -> BigInt,
        number -> Text,
        net -> BigInt,
    }
}

diesel::table! {
    statement_lines (id) {
        brand_id -> BigInt,
        id -> BigInt,
        statement_id -> BigInt,
        code -> Text,
        other_shop -> Nullable<BigInt>,
        count -> BigInt,
        points -> BigInt,
        lot -> BigInt,
        rate -> BigInt,
        money -> BigInt,
    }
}

diesel::table! {
    bank_accounts (id) {
        brand_id -> BigInt,
        id -> BigInt,
        shop_id -> Nullable<BigInt>,
        kind -> Text,
        bank -> Text,
        branch -> Text,
        number -> Text,
        holder -> Text,
        iban -> Text,
        bic -> Text,
        payer_code -> Text,
        collector_code -> Text,
        changed_by -> Nullable<BigInt>,
        changed_at -> BigInt,
    }
}

diesel::table! {
    mandates (brand_id, shop_id) {
        brand_id -> BigInt,
        shop_id -> BigInt,
        customer -> Text,
        signed_on -> BigInt,
        kept_by -> Nullable<BigInt>,
        kept_at -> BigInt,
    }
}

diesel::table! {
    payment_files (id) {
        brand_id -> BigInt,
        id -> BigInt,
        month_id -> BigInt,
        kind -> Text,
        nth -> BigInt,
        on_day -> BigInt,
        payments -> BigInt,
        total -> BigInt,
        sha256 -> Text,
        content -> Text,
        made_by -> Nullable<BigInt>,
        made_at -> BigInt,
    }
}

diesel::table! {
    payment_file_lines (file_id, shop_id) {
        brand_id -> BigInt,
        file_id -> BigInt,
        shop_id -> BigInt,
        amount -> BigInt,
    }
}

diesel::table! {
    payments (id) {
        brand_id -> BigInt,
        id -> BigInt,
        statement_id -> BigInt,
        shop_id -> BigInt,
        amount -> BigInt,
        paid_on -> BigInt,
        file_id -> Nullable<BigInt>,
        kept_by -> Nullable<BigInt>,
        kept_at -> BigInt,
        undone_by -> Nullable<BigInt>,
        undone_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    objections (id) {
        brand_id -> BigInt,
        id -> BigInt,
        statement_id -> BigInt,
        shop_id -> BigInt,
        person_id -> Nullable<BigInt>,
        reason -> Text,
        created_at -> BigInt,
        answer -> Text,
        amount -> BigInt,
        answered_by -> Nullable<BigInt>,
        answered_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    invoice_numbers (brand_id, shop_id) {
        brand_id -> BigInt,
        shop_id -> BigInt,
        number -> Text,
    }
}

diesel::table! {
    campaigns (id) {
        brand_id -> BigInt,
        id -> BigInt,
        token -> Text,
        sponsor -> Text,
        title -> Text,
        points -> BigInt,
        from_at -> BigInt,
        until_at -> BigInt,
        budget -> BigInt,
        lot -> BigInt,
        lot_price -> BigInt,
        paid -> BigInt,
        created_by -> Nullable<BigInt>,
        created_at -> BigInt,
        ended_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    campaign_shops (id) {
        brand_id -> BigInt,
        id -> BigInt,
        campaign_id -> BigInt,
        shop_id -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    counters,
    signing_keys,
    brands,
    charters,
    districts,
    shops,
    category_needs,
    shop_pairs,
    notices,
    persons,
    sessions,
    resets,
    sign_in_tries,
    passports,
    cards,
    memberships,
    invitations,
    api_keys,
    pin_tries,
    shares,
    likes,
    visits,
    acquaintances,
    slips,
    redemptions,
    accounts,
    transfers,
    shop_days,
    answers,
    devices,
    device_codes,
    staff_pins,
    clerk_days,
    queued_taps,
    device_flags,
    pass_keys,
    spent_passes,
    corrections,
    reversals,
    notes,
    looks,
    askings,
    cases,
    households,
    household_members,
    household_asks,
    household_yeses,
    part_groups,
    parts,
    part_bans,
    proposals,
    proposal_parts,
    bank_accounts,
    mandates,
    payment_files,
    payment_file_lines,
    payments,
    erasures,
    months,
    seals,
    statements,
    campaigns,
    campaign_shops,
    objections,
    invoice_numbers,
    statement_lines,
);
