// Which person an office or a description means: "the Russian leader", "the former minister", "the general".
#include <algorithm>
#include <array>

#include "mentions/entities/coreference.h"

namespace dragoman::mentions {
namespace {

constexpr int near_sentences = 12;  // how far back a definite phrase looks

// "vice president" is not meant by "the president".
constexpr std::array<std::string_view, 8> lesser_offices = {"former ",    "vice ", "vice-", "deputy ",
                                                            "assistant ", "under", "co-",   "junior "};

bool is_head_of_state(std::string_view role) {
    return among(role, {"president", "prime minister", "premier", "chancellor", "leader", "king", "queen", "emperor",
                        "emir", "sultan", "head of state", "head of government", "supreme leader", "acting president",
                        "pope", "interim president", "premier of the state council"});
}

}  // namespace

/// "The 45-year-old lawyer said": whom the sentence before was about.
EntityId Joiner::person_of_age(const Phrase& p) const {
    bool aged = false;
    for (int t = p.tokens.begin; t < p.head; ++t)
        aged |= r.lower(t) == "year-old" || r.lower(t).ends_with("-year-old") ||
                (r.lower(t) == "old" && r.lower(t - 2) == "year");
    const int here = r.text.sentence_of(p.head);
    for (int i = static_cast<int>(trail_.size()) - 1, steps = 0; aged && p.subject && i >= 0 && steps < look_back;
         --i, ++steps) {
        if (here - trail_[i].sentence > 1) break;
        if (trail_[i].sentence == here || trail_[i].entities.size() != 1 || trail_[i].role != Role::main_subject)
            continue;
        const EntityInfo& info = r.out.entities[trail_[i].entities[0]];
        return info.type == EntityType::person && info.named ? trail_[i].entities[0] : -1;
    }
    return -1;
}

/// "the general": the one named of those told of who is of the army and bears no other rank.
EntityId Joiner::officer_meant(const Phrase& p, std::string_view role) const {
    const auto is_rank = [](std::string_view word) {
        return among(word, {"general", "colonel", "admiral", "marshal", "major", "captain", "commander", "lieutenant",
                            "brigadier"});
    };
    if (!is_rank(role) || p.tokens.size() > 3 || p.owner >= 0) return -1;
    EntityId sole = -1;
    const int here = r.text.sentence_of(p.head);
    for (int i = static_cast<int>(trail_.size()) - 1, steps = 0; i >= 0 && steps < look_back; --i, ++steps) {
        if (here - trail_[i].sentence > 5) break;
        if (trail_[i].entities.size() != 1 || trail_[i].entities[0] == sole) continue;
        const EntityInfo& info = r.out.entities[trail_[i].entities[0]];
        if (info.type != EntityType::person || !info.named || info.sector != "MIL") continue;
        if (sole >= 0) return -1;
        sole = trail_[i].entities[0];
    }
    if (sole < 0) return -1;
    const auto& roles = traces_[sole].roles;
    return std::any_of(roles.begin(), roles.end(), is_rank) ? -1 : sole;
}

EntityId Joiner::person_meant(const Phrase& p) const {
    std::string role = role_of(p);
    // "elected President of China": one office, though without an article.
    const bool one_office = !p.country.empty() && !p.country_inferred &&
                            (is_head_of_state(role) || role.ends_with("minister") || role == "secretary of state");
    if (!(p.definite || one_office) || p.new_one) return -1;
    for (std::string_view passing : {"acting ", "interim "})
        if (role.starts_with(passing)) role.erase(0, passing.size());
    if (p.tokens.begin < p.noun_at && among(r.lower(p.noun_at - 1), {"acting", "interim"}) &&
        role.starts_with("president"))
        role = "president";
    const std::string of = office_of(p);
    const EntityId owner = owner_of(p);
    const bool of_body = owner >= 0 && r.out.entities[owner].type == EntityType::organization;
    const EntityIds others = subjects_beside(p);
    const int here = r.text.sentence_of(p.head);
    for (int i = static_cast<int>(trail_.size()) - 1, steps = 0; i >= 0 && steps < look_back; --i, ++steps) {
        if (here - trail_[i].sentence > near_sentences) break;
        if (trail_[i].entities.size() != 1) continue;
        const EntityId id = trail_[i].entities[0];
        const EntityInfo& info = r.out.entities[id];
        const Trace& trace = traces_[id];
        if (std::find(others.begin(), others.end(), id) != others.end()) continue;
        if (of_body && info.sector != p.sector) continue;  // a party's leader is no head of state
        if (!of.empty() && !trace.office_of.empty() && of != trace.office_of) continue;  // another town's mayor
        if (owner >= 0 && trace.owned && trace.owner >= 0 && trace.owner != owner) continue;
        if (info.type != EntityType::person || p.tokens.contains(r.phrases[trail_[i].phrase].tokens)) continue;
        if (!p.country.empty() && !p.country_inferred && !info.country.empty() && info.country != p.country) continue;
        for (const std::string& known : trace.roles) {
            const bool lesser = !role.starts_with("former ") &&
                                std::any_of(lesser_offices.begin(), lesser_offices.end(), [&](std::string_view word) {
                                    return known.starts_with(word) && !role.starts_with(word);
                                });
            if (lesser) continue;
            if (known == role ||
                (is_head_of_state(known) &&
                 among(role, {"leader", "head of state", "head of government", "statesman"})) ||
                known.ends_with(" " + role))
                return id;
            if (role == "minister" && known.ends_with("minister")) return id;
        }
        std::string office = lower_ascii(info.office);
        if (!office.empty()) {
            if (office.starts_with(role + " of") || office == role ||
                (among(role, {"leader", "head of state"}) && is_head_of_state(office.substr(0, office.find(" of ")))))
                return id;
        }
        if (trace.known && trace.meaning.sort == Sort::person && role.starts_with("former ")) {
            for (const Term& term : r.known.people[trace.meaning.row].terms)
                if (lower_ascii(term.office).starts_with(role.substr(7)) &&
                    !r.known.in_office(trace.meaning.row, r.day))
                    return id;
        }
    }
    if (const EntityId aged = person_of_age(p); aged >= 0) return aged;
    return role.starts_with("former ") ? sole_former(p, role.substr(7)) : officer_meant(p, role);
}

/// "the former governor" after "Governor Ana Silva": the only one told of who bears the title, and holds it no more.
EntityId Joiner::sole_former(const Phrase& p, const std::string& role) const {
    EntityId sole = -1;
    const int here = r.text.sentence_of(p.head);
    for (int i = static_cast<int>(trail_.size()) - 1, steps = 0; i >= 0 && steps < look_back; --i, ++steps) {
        if (here - trail_[i].sentence > near_sentences) break;
        if (trail_[i].entities.size() != 1) continue;
        const EntityId id = trail_[i].entities[0];
        const Trace& trace = traces_[id];
        const EntityInfo& info = r.out.entities[id];
        if (id == sole || info.type != EntityType::person || !info.named ||
            std::find(trace.roles.begin(), trace.roles.end(), role) == trace.roles.end())
            continue;
        if (sole >= 0) return -1;
        sole = id;
    }
    if (sole < 0) return -1;
    const std::string& country = r.out.entities[sole].country;
    if (!p.country.empty() && !p.country_inferred && !country.empty() && country != p.country) return -1;
    const Trace& trace = traces_[sole];
    const bool holds_it =
        trace.known && trace.meaning.sort == Sort::person && r.known.in_office(trace.meaning.row, r.day);
    return holds_it ? -1 : sole;
}

}  // namespace dragoman::mentions
