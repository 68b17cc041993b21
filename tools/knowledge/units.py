#!/usr/bin/env python3
"""Writes knowledge/units.tsv: units of measure with their spellings, symbols, dimension and factor to SI.

usage: units.py > knowledge/units.tsv

Factors: BIPM, The International System of Units (SI Brochure), 9th edition, 2019; NIST Special Publication 811, 2008,
appendix B. Both are facts; the lists of spellings are our own.
"""

HEAD = """# Units of measure: names, spellings, symbols, dimension, factor to SI. Written by tools/knowledge/units.py, by hand never.
# Source: factors from the SI Brochure of the BIPM (9th edition) and NIST Special Publication 811; spellings written for this project.
# unit: the name given in records; forms: spellings, lower case, words parted by blanks, the singular first; symbols: as written,
#   case kept; si: the SI unit; factor: how many of it; offset: added after (temperatures only). No si: no fixed size.
# Licence: CC0 1.0 (written for this project).
# columns: unit* text, dimension text, forms list?, symbols list?, si text?, factor number?, offset number?"""

PREFIXES = [("yotta", "Y", 24), ("zetta", "Z", 21), ("exa", "E", 18), ("peta", "P", 15), ("tera", "T", 12), ("giga", "G", 9),
            ("mega", "M", 6), ("kilo", "k", 3), ("hecto", "h", 2), ("deca", "da", 1), ("deci", "d", -1), ("centi", "c", -2),
            ("milli", "m", -3), ("micro", "µ", -6), ("nano", "n", -9), ("pico", "p", -12), ("femto", "f", -15), ("atto", "a", -18)]
BINARY = [("kibi", "Ki", 1), ("mebi", "Mi", 2), ("gibi", "Gi", 3), ("tebi", "Ti", 4), ("pebi", "Pi", 5)]

rows = {}


def add(unit, dimension, forms, symbols="", si="", factor="", offset=""):
    forms, symbols = ([w for w in words.split("|") if w] for words in (forms, symbols))
    forms += [f.replace("sq.", "sq .").replace("cu.", "cu .") for f in forms if "sq." in f or "cu." in f]
    if unit in rows:
        old = rows[unit]
        old[1] += [f for f in forms if f not in old[1]]
        old[2] += [s for s in symbols if s not in old[2]]
        return
    rows[unit] = [dimension, list(dict.fromkeys(f for f in forms if f)), symbols, si, f"{factor:.12g}" if factor != "" else "", f"{offset:.12g}" if offset != "" else ""]


def prefixed(names, plurals, symbols, dimension, si, factor, wanted, power=1):
    """names: spellings of the singular; symbols: of the unit without prefix."""
    for prefix, sign, ten in PREFIXES:
        if prefix not in wanted: continue
        signs = ["µ", "μ", "u"] if sign == "µ" else [sign]
        forms = [prefix + n for n in names] + [prefix + p for p in plurals]
        add(prefix + plurals[0], dimension, "|".join(forms), "|".join(s + y for s in signs for y in symbols), si, factor * 10.0 ** (ten * power))


ALL = [p for p, _, _ in PREFIXES]
BIG = ["exa", "peta", "tera", "giga", "mega", "kilo"]
SMALL = ["centi", "milli", "micro", "nano", "pico", "femto"]

# length
add("metres", "length", "metre|metres|meter|meters", "m", "m", 1)
prefixed(["metre", "meter"], ["metres", "meters"], ["m"], "length", "m", 1, ["mega", "kilo", "hecto", "deca", "deci", "centi", "milli", "micro", "nano", "pico", "femto", "atto"])
add("kilometres", "length", "kms|klicks", "kms|Km|KM")
add("micrometres", "length", "micron|microns")
for name, forms, symbols, factor in [
        ("inches", "inch|inches", "in.", 0.0254), ("feet", "foot|feet", "ft|ft.", 0.3048), ("yards", "yard|yards", "yd|yds", 0.9144),
        ("miles", "mile|miles|statute mile|statute miles", "mi", 1609.344),
        ("nautical miles", "nautical mile|nautical miles|sea mile|sea miles", "nmi|NM", 1852), ("furlongs", "furlong|furlongs", "", 201.168),
        ("fathoms", "fathom|fathoms", "", 1.8288), ("cubits", "cubit|cubits", "", 0.4572), ("versts", "verst|versts", "", 1066.8),
        ("angstroms", "angstrom|angstroms|ångström|ångströms", "Å", 1e-10), ("astronomical units", "astronomical unit|astronomical units", "AU|au", 149597870700),
        ("light-years", "light year|light years|light-year|light-years|lightyear|lightyears|light - year|light - years", "ly", 9.4607304725808e15),
        ("parsecs", "parsec|parsecs", "", 3.08567758149e16), ("kiloparsecs", "kiloparsec|kiloparsecs", "kpc", 3.08567758149e19),
        ("megaparsecs", "megaparsec|megaparsecs", "Mpc", 3.08567758149e22)]:
    if forms: add(name, "length", forms, symbols, "m", factor)
# area
for name, forms, symbols, factor in [
        ("hectares", "hectare|hectares", "ha", 1e4), ("acres", "acre|acres", "ac", 4046.8564224),
        ("square feet", "square foot|square feet|sq ft|sq. ft.|sq foot|sq feet|square - foot|square-foot", "sqft|ft2", 0.09290304),
        ("square inches", "square inch|square inches|sq in", "sqin|in2", 0.00064516), ("square yards", "square yard|square yards|sq yd|sq yards", "", 0.83612736),
        ("square miles", "square mile|square miles|sq mile|sq miles|sq mi|sq. miles|sq. mi.|square - mile", "sqmi|mi2", 2589988.110336),
        ("square metres", "square metre|square metres|square meter|square meters|sq metre|sq metres|sq meter|sq meters|sq m|sq. m|sq. metres|sq. meters|square - metre|square - meter", "sqm|m2|qm", 1),
        ("square kilometres", "square kilometre|square kilometres|square kilometer|square kilometers|sq km|sq. km|sq kms|sq kilometres|sq kilometers|square km|square - kilometre|square - kilometer", "sqkm|km2", 1e6),
        ("square centimetres", "square centimetre|square centimetres|square centimeter|square centimeters|sq cm", "cm2", 1e-4),
        ("square millimetres", "square millimetre|square millimetres|square millimeter|square millimeters|sq mm", "mm2", 1e-6),
        ("dunams", "dunam|dunams|dunum|dunums|donum|donums", "", 1000), ("feddans", "feddan|feddans", "", 4200.83),]:
    if forms: add(name, "area", forms, symbols, "m2", factor)
# volume
add("litres", "volume", "litre|litres|liter|liters|ltr|ltrs", "l|L|ℓ", "m3", 1e-3)
prefixed(["litre", "liter"], ["litres", "liters"], ["l", "L"], "volume", "m3", 1e-3, ["giga", "mega", "kilo", "hecto", "deci", "centi", "milli", "micro", "nano"])
for name, forms, symbols, factor in [
        ("barrels", "barrel|barrels", "bbl|bbls|bbl.", 0.158987294928), ("gallons", "gallon|gallons|us gallon|us gallons|u.s. gallons", "gal|gals", 0.003785411784),
        ("imperial gallons", "imperial gallon|imperial gallons", "", 0.00454609), ("quarts", "quart|quarts", "qt|qts", 0.000946352946),
        ("pints", "pint|pints", "pt", 0.000473176473), ("cups", "cup of|cups of", "", 0.0002365882365),
        ("fluid ounces", "fluid ounce|fluid ounces|fl oz|fl. oz.", "floz", 2.95735295625e-5), ("tablespoons", "tablespoon|tablespoons", "tbsp|Tbsp", 1.478676478125e-5),
        ("teaspoons", "teaspoon|teaspoons", "tsp", 4.92892159375e-6), ("bushels", "bushel|bushels", "bu", 0.03523907016688),
        ("cubic metres", "cubic metre|cubic metres|cubic meter|cubic meters|cu m|cu metres|cu meters|cu. m", "cbm|m3|cu.m", 1),
        ("cubic feet", "cubic foot|cubic feet|cu ft|cu feet|cu. ft.", "cf|ft3|cuft", 0.028316846592), ("cubic inches", "cubic inch|cubic inches|cu in", "in3", 1.6387064e-5),
        ("cubic yards", "cubic yard|cubic yards|cu yd", "yd3", 0.764554857984), ("cubic kilometres", "cubic kilometre|cubic kilometres|cubic kilometer|cubic kilometers|cu km", "km3", 1e9),
        ("cubic miles", "cubic mile|cubic miles", "", 4168181825.440579), ("cubic centimetres", "cubic centimetre|cubic centimetres|cubic centimeter|cubic centimeters|cu cm", "cc|ccm|cm3", 1e-6),
        ("billion cubic metres", "", "bcm", 1e9), ("billion cubic feet", "", "bcf", 28316846.592), ("million cubic feet", "", "mmcf", 28316.846592), ("acre-feet", "acre foot|acre feet|acre-foot|acre-feet|acre - foot|acre - feet", "", 1233.48183754752),
        ("twenty-foot equivalent units", "twenty-foot equivalent unit|twenty-foot equivalent units|twenty foot equivalent units", "TEU|TEUs", ""), ("board feet", "board foot|board feet", "", 0.002359737216)]:
    if forms or symbols: add(name, "volume", forms, symbols, "m3" if factor != "" else "", factor)
# mass
add("grams", "mass", "gram|grams|gramme|grammes", "g|gm|gms|gr", "kg", 1e-3)
prefixed(["gram", "gramme"], ["grams", "grammes"], ["g"], "mass", "kg", 1e-3, ["kilo", "centi", "deci", "milli", "micro", "nano", "pico", "femto", "mega", "giga", "tera"])
add("kilograms", "mass", "kilo|kilos|kgs", "Kg|KG|kgs")
add("tonnes", "mass", "tonne|tonnes|metric ton|metric tons|metric tonne|metric tonnes", "t|mt|MT|te", "kg", 1000)
prefixed(["tonne"], ["tonnes"], ["t"], "mass", "kg", 1000, ["kilo", "mega", "giga"])
for name, forms, symbols, factor in [
        ("tons", "ton|tons|short ton|short tons", "", 907.18474), ("long tons", "long ton|long tons", "", 1016.0469088), ("pounds", "pound - mass|pounds weight", "lb|lbs|lb.|lbs.", 0.45359237),
        ("ounces", "ounce|ounces", "oz|oz.|ozs", 0.028349523125), ("troy ounces", "troy ounce|troy ounces", "ozt", 0.0311034768),
        ("carats", "carat|carats", "ct|carat", 0.0002), ("drams", "dram|drams|drachm", "", 0.0017718451953125), ("quintals", "quintal|quintals", "", 100),
        ("hundredweights", "hundredweight|hundredweights", "cwt", 45.359237), ("tolas", "tola|tolas", "", 0.0116638038), ("maunds", "maund|maunds", "", 37.3242),
        ("catties", "catty|catties", "", 0.5), ("solar masses", "solar mass|solar masses", "M⊙", 1.98841e30), ("Earth masses", "earth mass|earth masses", "M⊕", 5.9722e24),
        ("Jupiter masses", "jupiter mass|jupiter masses", "MJup", 1.89813e27), ("daltons", "dalton|daltons", "Da", 1.66053906660e-27), ("kilodaltons", "kilodalton|kilodaltons", "kDa", 1.66053906660e-24)]:
    if forms or symbols: add(name, "mass", forms, symbols, "kg", factor)
# time
add("seconds", "time", "second|seconds", "s|sec|secs|sec.", "s", 1)
prefixed(["second"], ["seconds"], ["s"], "time", "s", 1, ["milli", "micro", "nano", "pico", "femto", "atto"])
for name, forms, symbols, factor in [
        ("minutes", "minute|minutes", "min|mins|min.", 60), ("hours", "hour|hours", "h|hr|hrs|hr.|hrs.", 3600), ("days", "day|days", "", 86400), ("weeks", "week|weeks", "wk|wks", 604800),
        ("fortnights", "fortnight|fortnights", "", 1209600), ("months", "month|months", "mo|mos", 2629746), ("years", "year|years", "yr|yrs|yr.|yrs.", 31556952),
        ("decades", "decade|decades", "", 315569520), ("centuries", "century|centuries", "", 3155695200), ("millennia", "millennium|millennia|millenniums", "", 31556952000),
        ("million years", "megayear|megayears", "Myr|Ma", 31556952e6), ("billion years", "gigayear|gigayears", "Gyr|Ga", 31556952e9)]:
    if forms or symbols: add(name, "time", forms, symbols, "s", factor)
# speed
for name, forms, symbols, factor in [
        ("kilometres per hour", "", "km/h|kmh|kph|kmph|kmh-1|kmhr|km/hr|KPH|km/hour", 1 / 3.6), ("miles per hour", "", "mph|MPH", 0.44704), ("knots", "knots", "kn|kts", 1852 / 3600),
        ("feet per second", "", "fps", 0.3048),]:
    if forms or symbols: add(name, "speed", forms, symbols, "m/s", factor)
# temperature
add("degrees Celsius", "temperature", "degree celsius|degrees celsius|degree centigrade|degrees centigrade|celsius|centigrade|deg c|deg. c|degrees c|degree c|deg celsius|celcius|degrees celcius|degree celcius|° celsius|° centigrade|° c", "°C|℃|ºC|C|degC|˚C", "K", 1, 273.15)
add("degrees Fahrenheit", "temperature", "degree fahrenheit|degrees fahrenheit|fahrenheit|deg f|deg. f|degrees f|degree f|deg fahrenheit|farenheit|degrees farenheit|degree farenheit|° fahrenheit|° f", "°F|℉|ºF|F|degF|˚F", "K", 5 / 9, 459.67 * 5 / 9)
add("kelvins", "temperature", "kelvin|kelvins|degrees kelvin|degree kelvin", "K|°K", "K", 1)
add("millikelvins", "temperature", "millikelvin|millikelvins", "mK", "K", 1e-3)
# angle, ratio
add("degrees", "angle", "degree|degrees|deg|deg.", "°|º|˚|deg", "rad", 0.0174532925199433)
add("radians", "angle", "radian|radians", "rad", "rad", 1); add("milliradians", "angle", "milliradian|milliradians", "mrad", "rad", 1e-3)
add("arcminutes", "angle", "arcminute|arcminutes|arc minute|arc minutes|minute of arc|minutes of arc", "arcmin", "rad", 0.000290888208665722)
add("arcseconds", "angle", "arcsecond|arcseconds|arc second|arc seconds|second of arc|seconds of arc", "arcsec", "rad", 4.84813681109536e-06)
add("turns", "angle", "revolution|revolutions", "", "rad", 6.28318530717959)
add("percent", "ratio", "percent|per cent|percents|percentage|pct.", "%|pct|pc|٪|％", "1", 0.01)
add("percentage points", "ratio", "percentage point|percentage points|percentage - point|percentage - points|percent point|percent points|pct point|pct points|% points|per cent points|% point", "pp|pps|ppt|pts", "1", 0.01)
add("basis points", "ratio", "basis point|basis points|basis - point|basis - points", "bp|bps|bips", "1", 1e-4)
add("per mille", "ratio", "per mille|per mil|permille", "‰", "1", 1e-3)
add("parts per million", "ratio", "part per million|parts per million", "ppm|ppmv", "1", 1e-6); add("parts per billion", "ratio", "part per billion|parts per billion", "ppb|ppbv", "1", 1e-9)
add("parts per trillion", "ratio", "part per trillion|parts per trillion", "pptv", "1", 1e-12)
# money in parts
for name, forms, symbols in [("cents", "cent|cents|cts", "¢|cts"), ("pence", "penny|pence|pennies", "p"), ("paise", "paisa|paise", ""), ("kopecks", "kopeck|kopecks|kopek|kopeks", ""),
                             ("groszy", "grosz|groszy", ""), ("centavos", "centavo|centavos", ""), ("centimes", "centime|centimes", ""), ("pfennigs", "pfennig|pfennigs", ""),
                             ("fils", "", ""), ("piastres", "piastre|piastres", ""), ("satoshis", "satoshi|satoshis", ""), ("jiao", "jiao", ""), ("halalas", "halala|halalas", "")]:
    if forms: add(name, "money", forms, symbols)
# energy, power, force, pressure
add("joules", "energy", "joule|joules", "J", "J", 1); prefixed(["joule"], ["joules"], ["J"], "energy", "J", 1, BIG + ["milli", "micro", "nano"])
add("watts", "power", "watt|watts", "W", "W", 1); prefixed(["watt"], ["watts"], ["W"], "power", "W", 1, BIG + ["milli", "micro", "nano"])
for sign, symbols in [("kilo", "KW|Kw|kw"), ("mega", "Mw"), ("giga", "Gw")]: add(sign + "watts", "power", "", symbols)
add("watt-hours", "energy", "watt hour|watt hours|watt-hour|watt-hours|watt - hour|watt - hours", "Wh", "J", 3600)
for prefix, sign, ten in PREFIXES:
    if prefix in ("kilo", "mega", "giga", "tera", "peta"):
        add(prefix + "watt-hours", "energy", "|".join(f"{prefix}watt{j}{h}" for h in ("hour", "hours") for j in (" ", "-", " - ", "")), f"{sign}Wh|{sign}wh|{sign}W h|{sign.upper()}WH", "J", 3600.0 * 10.0 ** ten)
        add(prefix + "watts peak", "power", "", sign + "Wp", "W", 10.0 ** ten)
add("megawatts electric", "power", "", "MWe", "W", 1e6)
add("electronvolts", "energy", "electronvolt|electronvolts|electron volt|electron volts", "eV", "J", 1.602176634e-19); prefixed(["electronvolt"], ["electronvolts"], ["eV"], "energy", "J", 1.602176634e-19, ["tera", "giga", "mega", "kilo", "milli"])
add("calories", "energy", "calorie|calories", "cal", "J", 4.184); add("kilocalories", "energy", "kilocalorie|kilocalories", "kcal|Kcal", "J", 4184)
for name, forms, symbols, dim, si, factor in [
        ("British thermal units", "british thermal unit|british thermal units", "BTU|Btu|btu|BTUs", "energy", "J", 1055.05585262), ("million British thermal units", "", "mmBtu|MMBtu|mmbtu|MMBTU", "energy", "J", 1055055852.62),
        ("therms", "therm|therms", "", "energy", "J", 105505585.262), ("tonnes of oil equivalent", "tonnes of oil equivalent|tons of oil equivalent|tonne of oil equivalent", "toe", "energy", "J", 4.1868e10), ("million tonnes of oil equivalent", "", "Mtoe|mtoe", "energy", "J", 4.1868e16),
        ("barrels of oil equivalent", "barrel of oil equivalent|barrels of oil equivalent", "boe", "energy", "J", 6.1178632e9), ("kilotons", "kiloton|kilotons", "", "energy", "J", 4.184e12), ("megatons", "megaton|megatons", "", "energy", "J", 4.184e15),
        ("ergs", "erg|ergs", "", "energy", "J", 1e-7), ("horsepower", "horsepower|horse power", "hp|HP|bhp", "power", "W", 745.69987158227), ("volt-amperes", "volt ampere|volt amperes|volt-ampere|volt-amperes", "VA", "power", "W", 1),
        ("kilovolt-amperes", "", "kVA", "power", "W", 1e3), ("megavolt-amperes", "", "MVA", "power", "W", 1e6), ("newtons", "newton|newtons", "N", "force", "N", 1), ("kilonewtons", "kilonewton|kilonewtons", "kN", "force", "N", 1e3),
        ("meganewtons", "meganewton|meganewtons", "MN", "force", "N", 1e6), ("millinewtons", "millinewton|millinewtons", "mN", "force", "N", 1e-3), ("dynes", "dyne|dynes", "dyn", "force", "N", 1e-5), ("pounds-force", "", "lbf", "force", "N", 4.4482216152605),
        ("newton-metres", "newton metre|newton metres|newton meter|newton meters|newton-metres|newton-meters|newton - metres|newton - meters", "Nm", "torque", "N m", 1),
        ("bars", "", "bar|bars", "pressure", "Pa", 1e5), ("millibars", "millibar|millibars", "mbar", "pressure", "Pa", 100), ("atmospheres", "", "atm", "pressure", "Pa", 101325), ("torrs", "torr|torrs", "Torr", "pressure", "Pa", 133.322368421),
        ("millimetres of mercury", "millimetres of mercury|millimeters of mercury|mm hg", "mmHg", "pressure", "Pa", 133.322387415), ("inches of mercury", "inches of mercury", "inHg", "pressure", "Pa", 3386.389),
        ("pounds per square inch", "", "psi", "pressure", "Pa", 6894.757293168)]:
    if forms or symbols: add(name, dim, forms, symbols, si, factor)
add("pascals", "pressure", "pascal|pascals", "Pa", "Pa", 1); prefixed(["pascal"], ["pascals"], ["Pa"], "pressure", "Pa", 1, ["giga", "mega", "kilo", "hecto", "milli", "micro"])
# electricity, light, radiation, chemistry, information, counts of a rate
for name, plural, symbol, dim, si, wanted in [
        ("volt", "volts", "V", "voltage", "V", ["mega", "kilo", "milli", "micro"]), ("ampere", "amperes", "A", "current", "A", ["kilo", "milli", "micro", "nano", "pico"]), ("ohm", "ohms", "Ω", "resistance", "Ω", ["mega", "kilo", "giga", "milli"]),
        ("farad", "farads", "F", "capacitance", "F", ["milli", "micro", "nano", "pico"]), ("henry", "henries", "H", "inductance", "H", ["milli", "micro"]), ("coulomb", "coulombs", "C", "charge", "C", ["milli", "micro", "nano"]),
        ("siemens", "siemens", "S", "conductance", "S", ["milli", "micro"]), ("tesla", "teslas", "T", "magnetic flux density", "T", ["milli", "micro", "nano"]), ("weber", "webers", "Wb", "magnetic flux", "Wb", ["milli"]),
        ("hertz", "hertz", "Hz", "frequency", "Hz", ["tera", "giga", "mega", "kilo", "milli"]), ("lumen", "lumens", "lm", "luminous flux", "lm", ["kilo"]), ("candela", "candelas", "cd", "luminous intensity", "cd", []), ("lux", "lux", "lx", "illuminance", "lx", []),
        ("becquerel", "becquerels", "Bq", "radioactivity", "Bq", ["tera", "giga", "mega", "kilo", "peta", "milli"]), ("sievert", "sieverts", "Sv", "dose", "Sv", ["milli", "micro", "nano"]), ("gray", "grays", "Gy", "dose", "Gy", ["milli", "micro"]),
        ("mole", "moles", "mol", "amount of substance", "mol", ["kilo", "milli", "micro", "nano", "pico"]), ("katal", "katals", "kat", "catalytic activity", "kat", ["micro", "nano"])]:
    bare = name not in ("henry", "tesla", "gray", "mole", "weber", "siemens", "lumen") and symbol not in ("F", "H", "C", "S", "T", "A")
    forms = f"{name}|{plural}" if name not in ("henry", "tesla", "gray", "mole", "siemens") else ""
    add(plural, dim, forms, symbol if bare or symbol in ("mol", "A", "lm", "Gy", "Wb") else "", si, 1)
    prefixed([name], [plural], [symbol], dim, si, 1, wanted)
add("amperes", "current", "amp|amps"); add("milliamperes", "current", "milliamp|milliamps"); add("becquerels", "radioactivity", "bequerel|bequerels")
add("curies", "radioactivity", "curie|curies", "Ci", "Bq", 3.7e10); add("roentgens", "exposure", "roentgen|roentgens", "", "C/kg", 2.58e-4); add("rems", "dose", "rem|rems", "", "Sv", 0.01); add("millirems", "dose", "millirem|millirems", "mrem", "Sv", 1e-5);
add("molar", "concentration", "", "M", "mol/m3", 1e3); prefixed(["molar"], ["molar"], ["M"], "concentration", "mol/m3", 1e3, ["milli", "micro", "nano", "pico"])
add("milliampere-hours", "charge", "milliampere hours|milliamp hours", "mAh", "C", 3.6); add("ampere-hours", "charge", "ampere hours|amp hours|amp-hours", "Ah", "C", 3600)
add("bytes", "information", "byte|bytes", "B", "bit", 8); add("bits", "information", "bit", "", "bit", 1)
prefixed(["byte"], ["bytes"], ["B"], "information", "bit", 8, BIG + ["zetta", "yotta"]); prefixed(["bit"], ["bits"], ["b", "bit"], "information", "bit", 1, BIG)
add("kilobytes", "information", "", "KB|Kb"); add("megabits", "information", "", "mb")
for prefix, sign, n in BINARY: add(prefix + "bytes", "information", f"{prefix}byte|{prefix}bytes", sign + "B", "bit", 8 * 1024.0 ** n)
for sign, name, ten in (("k", "kilobits", 3), ("M", "megabits", 6), ("G", "gigabits", 9)): add(name + " per second", "data rate", "", f"{sign}bps|{sign}bit/s|{sign}b/s" + ("|Kbps" if sign == "k" else "|mbps" if sign == "M" else "|gbps"), "bit/s", 10.0 ** ten)
add("pixels", "resolution", "pixel|pixels", "px"); add("megapixels", "resolution", "megapixel|megapixels", "MP"); add("dots per inch", "resolution", "dots per inch", "dpi")
add("decibels", "level", "decibel|decibels", "dB|dBA|dB(A)"); add("revolutions per minute", "frequency", "revolutions per minute", "rpm|RPM", "Hz", 1 / 60); add("beats per minute", "frequency", "beats per minute", "", "Hz", 1 / 60)
add("magnitude", "magnitude", "magnitude")
add("frames per second", "frequency", "frames per second", "", "Hz", 1)
add("barrels per day", "rate", "barrel per day|barrels per day|barrels a day|barrels daily|barrels of oil per day|barrels of oil a day|barrels of crude per day|barrels of crude a day|b/d|b / d", "bpd|b/d|bbl/d|bopd", "m3/s", 0.158987294928 / 86400)
add("barrels of oil equivalent per day", "rate", "barrels of oil equivalent per day|barrels of oil equivalent a day", "boepd|boe/d", "W", 6.1178632e9 / 86400)
add("miles per gallon", "fuel economy", "", "mpg", "m-2", 425143.707); add("cubic feet per second", "rate", "", "cfs", "m3/s", 0.028316846592)
add("international units", "activity", "international unit|international units", "IU"); add("full-time equivalents", "work", "full-time equivalent|full-time equivalents|full time equivalents", "FTE|FTEs")
add("gross register tons", "volume", "gross register tons|gross register tonnes|gross tons|gross tonnes", "GRT|GT"); add("deadweight tonnes", "mass", "deadweight tonnes|deadweight tons|dead weight tons", "dwt|DWT", "kg", 1000)

if __name__ == "__main__":
    print(HEAD)
    print("unit\tdimension\tforms\tsymbols\tsi\tfactor\toffset")
    taken, seen = {}, {}
    for unit in sorted(rows):
        dimension, forms, symbols, si, factor, offset = rows[unit]
        for f in forms:
            if f in seen: raise SystemExit(f"form {f!r} of {unit} and {seen[f]}")
            seen[f] = unit
        for s in symbols:
            if s in taken: raise SystemExit(f"symbol {s!r} of {unit} and {taken[s]}")
            taken[s] = unit
        if forms or symbols: print("\t".join([unit, dimension, "|".join(forms), "|".join(symbols), si, factor, offset]))
