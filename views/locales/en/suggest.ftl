# Why a neighbour: one sentence, said aloud at a counter.
suggest-near = Just a few steps from here.
suggest-quiet = Quiet until { $time }: no waiting.
suggest-not-yet = Not been there yet.
suggest-likes = Likes { $need }: they have it.
suggest-not-yet-likes = Not been there yet, and likes { $need }.
