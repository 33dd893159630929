// The counter, made quicker.
