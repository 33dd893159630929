# Blank cards on paper.
cards-title = Cards to print
cards-ask-lead = Ten cards fit on a sheet. A second sheet has their claim codes, to hand over apart.
cards-sheets = Sheets of ten
cards-sheets-hint = From 1 to 20.
cards-make = Make the cards
cards-back = Back to the counter
cards-how = Print the first sheet on card, the second on thin paper. Cut along the lines. Each code belongs to the card of the same number: fold it shut and give it with the card. Whoever has the code can set the PIN.
cards-how-print = A4, at full size (100 %), without margins added by the browser. The codes are shown only now.
cards-print = Print
cards-sheet-cards = Sheet of cards
cards-sheet-codes = Sheet of claim codes
cards-promise = One card, every shop
cards-name = Name
cards-found = Found it? Hand it in at any shop.
cards-stub-of = For card { $code }
cards-stub-how = To see your passport on a phone and set a PIN for your points: { $at }
cards-stub-keep = Keep it at home, apart from the card. It works once.
