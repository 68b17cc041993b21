// What a name that no table has tells of itself by its words: kind, state, sector.
#include <algorithm>

#include "mentions/entities/parts.h"

namespace dragoman::mentions {
namespace {

/// The state named inside an unknown name: "Iraqi Security Forces", "Bank of Ghana".
std::string state_inside(const Reading& r, TokenRange range) {
    std::string town;
    for (int t = range.begin; t < range.end; ++t)
        if (const NameMatch match = r.known.longest(r.text, t);
            match && match.end <= range.end && match.end - t < range.size()) {
            const Meaning m = r.known.best(*match.meanings, r.day);
            for (const Meaning other : *match.meanings)  // the Georgia of an American story
                if (other.sort == Sort::place && r.known.place(other.row).country == r.home) return r.home;
            if (m.sort <= Sort::capital) return std::string(r.known.states[m.row].code);
            if (m.sort == Sort::place && match.meanings->size() == 1 && town.empty() &&
                !among(r.lower(t).substr(0, 4), {"nort", "sout", "east", "west", "cent"}))
                town = r.known.place(m.row).country;
        }
    return town;
}

/// "Cathay Pacific Airways Ltd", "Philippine Red Cross": the known body that a longer name begins or ends with.
void add_body_inside(const Reading& r, TokenRange name, NameFacts& facts) {
    if (facts.type == EntityType::place || (!facts.country.empty() && !facts.sector.empty())) return;
    for (int t = name.begin; t + 1 < name.end; ++t) {
        const NameMatch match = r.known.longest(r.text, t);
        if (!match || match.end > name.end || (t > name.begin && match.end < name.end)) continue;
        const Meaning m = match.meanings->front();
        if (m.sort != Sort::organization || match.meanings->size() > 1) continue;
        const Organization& body = r.known.organizations[m.row];
        const bool company = among(body.sector, {"BUS", "MNC"});
        if (body.type != EntityType::organization || (t == name.begin) != company) continue;
        facts.type = body.type;
        if (facts.country.empty()) facts.country = body.country;
        if (facts.sector.empty() || company) facts.sector = body.sector;
        return;
    }
}

/// Does a word of the name stand in the list?
bool has_word(const Reading& r, TokenRange name, std::initializer_list<std::string_view> words) {
    for (int t = name.begin; t < name.end; ++t)
        if (among(r.lower(t), words)) return true;
    return false;
}

/// Whose a council, a league or an agency is, by the other words of its name: "Council of Muftis", "Manufacturers
/// Association", "State Intelligence Agency", "City Police Department".
std::string_view sector_by_matter(const Reading& r, TokenRange name, int head, std::string_view sector) {
    const bool of_members = among(r.lower(head), {"council", "association", "federation", "chamber", "union", "league",
                                                  "society", "coalition", "confederation", "institute", "conference"});
    const bool clergy = has_word(r, name, {"muftis", "bishops", "rabbis", "churches"});
    if (of_members && clergy) return "REL";
    if (of_members && has_word(r, name,
                               {"business", "industries", "commerce", "employers", "manufacturers", "exporters",
                                "producers", "entrepreneurs", "industrialists", "bankers"}))
        return "BUS";
    if (of_members && has_word(r, name, {"rights", "equality", "environmental"})) return "NGO";
    if (among(sector, {"EDU", "CVL", "LAB"}) &&
        has_word(r, name, {"medical", "pharmaceutical", "nursing", "surgeons", "physicians", "doctors", "nurses"}))
        return "MED";
    if (sector == "GOV" && among(r.lower(head), {"agency", "service", "bureau", "directorate"}) &&
        has_word(r, name, {"intelligence"}))
        return "SPY";
    if (sector == "GOV" && among(r.lower(head), {"committee", "subcommittee"}) &&
        has_word(r, name,
                 {"house", "senate", "parliamentary", "congressional", "judiciary", "oversight", "appropriations",
                  "select"}))
        return "LEG";
    const std::string_view before = head > name.begin ? r.lower(head - 1) : std::string_view();
    if (among(sector, {"GOV", "MIL", "BUS"}) && before == "fire") return "GOV";
    if (among(sector, {"GOV", "MIL"}) &&
        (before == "police" || (among(before, {"'s", "’s"}) && r.lower(head - 2) == "sheriff")))
        return "COP";
    return sector;
}

}  // namespace

NameFacts facts_of_unknown(const Reading& r, const ProperName& name) {
    NameFacts facts;
    facts.rule = name.tagged ? "name:tagged" : "name:capitals";
    constexpr EntityType types[] = {EntityType::person, EntityType::organization, EntityType::place, EntityType::other};
    facts.type = name.tagged ? types[static_cast<int>(name.type)] : EntityType::other;
    const bool airs = name.tokens.size() > 1 && among(r.text.word(name.tokens.begin), {"Radio", "TV", "Television"});
    if (facts.type == EntityType::person && !airs) return facts;
    if (airs) {  // "Radio Pacifico"
        facts.type = EntityType::organization;
        facts.sector = "JRN";
        facts.rule = "name-word:" + std::string(r.text.word(name.tokens.begin));
        facts.country = state_inside(r, name.tokens);
        return facts;
    }
    if (name.tokens.size() == 1 && among(r.home, {"KOR", "PRK"}) &&
        among(r.text.word(name.tokens.begin), {"North", "South"})) {
        facts.type = EntityType::country;
        facts.country = r.text.word(name.tokens.begin) == "North" ? "PRK" : "KOR";
        facts.rule = "state:" + facts.country + " by its half";
        return facts;
    }
    int last = name.tokens.begin;  // the head of the name: what stands before "of", "for", "on"
    while (last + 1 < name.tokens.end && !among(r.lower(last + 1), {"of", "for", "on"})) ++last;
    for (int t = last; t >= name.tokens.begin; --t) {
        const std::string_view word = r.text.word(t);
        if (r.known.is_name_word(word) && r.known.name_word(word).sector == "BUS" &&
            (t + 1 < name.tokens.end || name.tokens.size() == 1) && word != "Bank")
            continue;
        if (!r.known.is_name_word(word) || (word == "Operation" && t > name.tokens.begin)) continue;
        const NameWord what = r.known.name_word(word);
        facts.type = what.type;
        facts.sector = what.sector;
        facts.rule = "name-word:" + std::string(word);
        break;
    }
    if (facts.type != EntityType::other) facts.country = state_inside(r, name.tokens);
    add_body_inside(r, name.tokens, facts);
    if (facts.sector == "GOV" &&
        among(r.text.word(name.tokens.begin), {"House", "Senate", "Parliamentary", "Congressional"}))
        facts.sector = "LEG";
    if (facts.type == EntityType::organization || r.lower(last) == "conference") {
        facts.sector = sector_by_matter(r, name.tokens, last, facts.sector);
        if (facts.sector == "REL") facts.type = EntityType::organization;
    }
    if (facts.sector == "EDU" && among(r.lower(name.tokens.begin), {"national", "federal", "state"}) &&
        r.text.word(name.tokens.begin) != "State")
        facts.sector = "GOV";
    if (facts.sector == "BUS" && r.text.word(name.tokens.end - 1) == "Bank" && name.tokens.size() > 1 &&
        among(r.lower(name.tokens.end - 2), {"central", "reserve", "national"}))
        facts.sector = "GOV";
    return facts;
}

}  // namespace dragoman::mentions
