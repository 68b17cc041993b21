// Which of several a name means: bodies of one name in several states, and short forms that may stand for
// something else. The state named beside the name tells, else the states the story speaks of.
#include <algorithm>
#include <numeric>

#include "mentions/entities/parts.h"

namespace dragoman::mentions {
namespace {

constexpr int least_told = 4;  ///< weight of the state of a story that is about one state

/// How much the story speaks of each state, the first sentence and the dateline weighing more; the state
/// most spoken of may be the story's home.
std::vector<int> state_weights(Reading& r) {
    std::vector<int> weight(r.known.states.size(), 0);
    const int first_end = r.text.sentences.empty() ? 0 : r.text.sentences.front().tokens.end;
    int best = -1;
    for (const ProperName& name : r.names) {
        int state = -1, points = 2;
        if (name.meanings && name.meaning.sort <= Sort::capital) state = name.meaning.row;
        if (name.meanings && name.meaning.sort == Sort::place)
            state = r.known.state_of(r.known.place(name.meaning.row).country), points = 1;
        if (state < 0) continue;
        if (name.meaning.sort == Sort::demonym) points = 1;
        if (name.tokens.begin < first_end) points += 3;
        if (r.text.span(name.tokens.begin).begin < r.out.dateline_span.end) points += 10;
        weight[state] += points;
        if (best < 0 || weight[state] > weight[best]) best = state;
    }
    r.home = best < 0 ? std::string() : std::string(r.known.states[best].code);
    return weight;
}

/// Whose "the President" is: the state of the government that published the story, else the one most spoken of.
void settle_home(Reading& r, const std::vector<int>& weight) {
    const std::string_view own = r.known.government(r.source);
    const auto most = std::max_element(weight.begin(), weight.end());
    if (!own.empty())
        r.home = own;
    else if (const int first = r.known.state_of(r.home);
             most != weight.end() && *most > (first < 0 ? 0 : weight[first]))
        r.home = r.known.states[most - weight.begin()].code;
    const int state = r.known.state_of(r.home);
    const int all = std::accumulate(weight.begin(), weight.end(), 0);
    r.home_alone = state >= 0 && weight[state] >= least_told && weight[state] * 10 >= all * 7;
}

/// The known people and bodies of a state speak for it too: "Nakasone ordered his Liberal Democratic Party".
void add_people(const Reading& r, std::vector<int>& weight) {
    for (const ProperName& name : r.names) {
        if (!name.meanings || name.meanings->size() > 1) continue;
        std::string_view country;
        if (name.meaning.sort == Sort::person)
            if (const Term* term = r.known.term(name.meaning.row, r.day)) country = term->country;
        if (name.meaning.sort == Sort::organization && name.tokens.size() > 1)
            country = r.known.organizations[name.meaning.row].country;
        if (const int state = r.known.state_of(country); state >= 0) weight[state] += 2;
    }
}

/// The state named right beside a name: "Israel's Labour Party", "the Labour Party of Norway".
std::string_view state_beside(const Reading& r, TokenRange name) {
    const TokenRange sentence = r.sentence(name.begin);
    const auto state_at = [&](int t) {
        const int n = r.name_of[t];
        return n < 0 ? std::string_view() : state_code(r, r.names[n]);
    };
    for (int t = name.begin - 1; t >= std::max(sentence.begin, name.begin - 5) && r.lower(t) != ","; --t)
        if (const auto code = state_at(t); !code.empty()) return code;
    if (!among(r.lower(name.end), {"of", "in"})) return {};
    for (int t = name.end + 1; t < std::min(sentence.end, name.end + 3); ++t)
        if (const auto code = state_at(t); !code.empty()) return code;
    return {};
}

/// Does the story name the United Nations?
bool names_union(const Reading& r) {
    return std::any_of(r.names.begin(), r.names.end(), [&](const ProperName& name) {
        return name.meanings && name.meaning.sort == Sort::organization &&
               r.known.organizations[name.meaning.row].name.starts_with("United Nations") && name.meanings->size() == 1;
    });
}

/// "Labour Party", "National Guard": the one of the state beside it, else of the state most spoken of,
/// else one that belongs to no state, else the first in the table.
Meaning best_namesake(const Reading& r, const ProperName& name, const std::vector<int>& weight) {
    const std::string_view beside = state_beside(r, name.tokens);
    Meaning best = name.meaning;
    int best_points = -1;
    const bool at_home = !names_union(r) && (r.home_alone || !r.known.government(r.source).empty());
    for (Meaning m : *name.meanings) {
        if (m.sort != Sort::organization) continue;
        const std::string_view country = r.known.organizations[m.row].country;
        const int state = r.known.state_of(country);
        int points = state >= 0 ? 2 * weight[state] : 0;
        if (country.empty()) points = 1;
        if (country == "IGO") points = at_home ? 0 : 1 << 20;  // one for all, unless at home only
        if (!country.empty() && country == beside) points = 1 << 30;
        if (points > best_points) best = m, best_points = points;
    }
    return best;
}

/// "CDA" in a story that never speaks of the Netherlands: a few letters alone do not make a party or a firm.
bool lacks_context(const Reading& r, const ProperName& name, const std::vector<int>& weight) {
    const Organization& body = r.known.organizations[name.meaning.row];
    const std::string_view word = r.text.word(name.tokens.begin);
    if (name.tokens.size() > 1 || word.size() > 4 || body.country == "USA" ||
        !among(body.sector, {"PTY", "BUS", "LAB", "CVL", "NGO", "GOV", "COP", "LEG"}) ||
        !std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
        return false;
    const int state = r.known.state_of(body.country);
    return state >= 0 && weight[state] == 0;
}

}  // namespace

std::string_view state_code(const Reading& r, const ProperName& name) {
    return name.meanings && name.meaning.sort <= Sort::capital ? r.known.states[name.meaning.row].code
                                                               : std::string_view();
}

void settle_namesakes(Reading& r) {
    std::vector<int> weight = state_weights(r);
    add_people(r, weight);
    settle_home(r, weight);
    for (ProperName& name : r.names) {
        if (!name.meanings || name.meaning.sort != Sort::organization) continue;
        if (name.meanings->size() > 1) name.meaning = best_namesake(r, name, weight);
        if (lacks_context(r, name, weight)) name.meanings = nullptr;
    }
}

}  // namespace dragoman::mentions
