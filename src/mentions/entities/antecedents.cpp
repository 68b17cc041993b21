#include "mentions/entities/antecedents.h"

#include <algorithm>
#include <unordered_map>

namespace dragoman::mentions {
namespace {

constexpr std::array<std::string_view, 3> class_names = {"he", "it", "they"};
constexpr std::array<std::string_view, 4> pronoun_role_names = {"subject", "owner", "other", "reflexive"};
constexpr std::array<std::string_view, 3> kind_names = {"name", "nominal", "pronoun"};
constexpr std::array<std::string_view, 11> meant_names = {
    "person", "people", "country", "organization", "place", "named", "thing", "things", "pair", "pile", "unknown"};
constexpr std::array<std::string_view, 6> gender_names = {"open",           "sure",   "said",
                                                          "said-otherwise", "likely", "unlikely"};
constexpr std::array<std::string_view, 6> quote_names = {"neither",     "same",        "only-pronoun",
                                                         "only-phrase", "both-others", "speaker"};

using Values = std::vector<std::string>;

template <std::size_t n>
Values values(const std::array<std::string_view, n>& names) {
    return {names.begin(), names.end()};
}
Values numbers(int below) {
    Values out;
    for (int i = 0; i < below; ++i) out.push_back(std::to_string(i));
    return out;
}
Values times(const Values& a, std::string_view between, const Values& b) {
    Values out;
    for (const auto& x : a)
        for (const auto& y : b) out.push_back(x + std::string(between) + y);
    return out;
}

/// A group of features, of which one holds at a time; values are numbered through all groups.
enum Group : std::uint8_t {
    distance,
    roles,
    recency,
    clause,
    kind,
    told,
    leading,
    rank,
    words,
    gender,
    meant,
    quotation,
    depth,
    article,
    paragraph,
    opening,
    echo,
    relative,
    modifier,
    part,
    acts,
    ahead,
    none,
    none_role,
    none_start,
    none_empty,
    none_quoted,
    groups
};

struct Catalogue {
    std::array<int, groups> first{};
    std::vector<std::string> names;

    Catalogue() {
        const Values here = values(role_names), of = values(pronoun_role_names);
        const Values subject = {"subject", "other"}, yes = {"no", "yes"};
        add(distance, "distance", numbers(6));
        add(roles, "roles", times(of, "<", here));
        add(recency, "recency", times(here, "@", numbers(3)));
        add(clause, "clause", times(times(values(lie_names), "-", subject), "<", of));
        add(kind, "kind", times(values(kind_names), "@", numbers(3)));
        add(told, "told", numbers(5));
        add(leading, "leading", yes);
        add(rank, "rank", numbers(5));
        add(words, "words", numbers(7));
        add(gender, "gender", values(gender_names));
        add(meant, "meant", times(values(meant_names), "<", of));
        add(quotation, "quotation", values(quote_names));
        add(depth, "depth", numbers(5));
        add(article, "article", {"none", "definite", "indefinite"});
        add(paragraph, "paragraph", {"same", "last", "far"});
        add(opening, "opening", times(here, "@", numbers(3)));
        add(echo, "echo", yes);
        add(relative, "relative", yes);
        add(modifier, "modifier", yes);
        add(part, "part", {"alone", "first", "later"});
        add(acts, "acts", times({"no", "object", "clause"}, "<", values(meant_names)));
        add(ahead, "ahead", times(of, "<", here));
        add(none, "none", {"bias"});
        add(none_role, "none-role", of);
        add(none_start, "none-sentence", numbers(3));
        add(none_empty, "none-empty", yes);
        add(none_quoted, "none-quoted", yes);
    }

    void add(Group group, const std::string& name, const Values& of) {
        first[group] = static_cast<int>(names.size());
        for (const auto& value : of) names.push_back(name + "." + value);
    }
};

const Catalogue& catalogue() {
    static const Catalogue it;
    return it;
}

int how_far(int words_between) {
    int bin = 0;
    for (int limit : {2, 4, 8, 14, 22, 35}) bin += words_between > limit;
    return bin;
}

int quotes_of(const Anaphor& p, const Antecedent& a) {
    if (p.quote < 0) return a.quote < 0 ? 0 : 3;
    if (a.quote == p.quote) return 1;
    if (a.quote >= 0) return 4;
    return p.sentence == a.sentence && a.role <= Role::subject ? 5 : 2;
}

}  // namespace

void features_of(const Anaphor& p, const Antecedent& a, Features& out) {
    const Catalogue& known = catalogue();
    const auto add = [&](Group group, int value) { out.push_back(known.first[group] + value); };
    const int of = static_cast<int>(p.role), role = static_cast<int>(a.role);
    out.clear();
    if (a.ahead) {
        add(ahead, of * static_cast<int>(role_names.size()) + role);
        add(gender, static_cast<int>(a.gender));
        add(meant, static_cast<int>(a.meant) * 4 + of);
        return;
    }
    const int back = p.sentence - a.sentence;
    const int near = std::min(back, 2);
    add(distance, std::min(back, 5));
    add(roles, of * static_cast<int>(role_names.size()) + role);
    add(recency, role * 3 + near);
    if (back == 0) {
        add(clause, (static_cast<int>(a.lie) * 2 + (a.role > Role::subject)) * 4 + of);
        add(words, how_far(p.token - a.token));
    }
    add(kind, static_cast<int>(a.kind) * 3 + near);
    add(told, a.told < 4 ? a.told - 1 : a.told < 7 ? 3 : 4);
    add(leading, a.leading);
    add(rank, std::min(a.rank, 4));
    add(gender, static_cast<int>(a.gender));
    add(meant, static_cast<int>(a.meant) * 4 + of);
    add(quotation, quotes_of(p, a));
    add(depth, a.depth);
    if (a.kind == MentionKind::nominal) add(article, a.definite ? 1 : a.indefinite ? 2 : 0);
    add(paragraph, std::min(p.paragraph - a.paragraph, 2));
    if (p.opens) add(opening, role * 3 + near);
    add(echo, a.echo);
    if (back == 0) add(relative, a.relative);
    add(modifier, a.modifier);
    add(part, static_cast<int>(a.part));
    add(acts, static_cast<int>(p.acting) * static_cast<int>(meant_names.size()) + static_cast<int>(a.meant));
}

void features_of_none(const Anaphor& p, Features& out) {
    const Catalogue& known = catalogue();
    const auto add = [&](Group group, int value) { out.push_back(known.first[group] + value); };
    out.clear();
    add(none, 0);
    add(none_role, static_cast<int>(p.role));
    add(none_start, std::min(p.sentence, 2));
    add(none_empty, p.empty);
    add(none_quoted, p.quote >= 0);
}

const std::vector<std::string>& feature_names() { return catalogue().names; }

AntecedentWeights::AntecedentWeights(const Knowledge& knowledge) {
    const auto& names = feature_names();
    std::unordered_map<std::string_view, std::size_t> number;
    for (std::size_t i = 0; i < names.size(); ++i) number[names[i]] = i;
    for (auto& weights : weights_) weights.assign(names.size(), 0);
    const Table& table = knowledge.table("antecedents");
    for (int row = 0; row < table.rows(); ++row) {
        const auto found = number.find(table.at(row, "feature"));
        if (found == number.end()) continue;
        for (std::size_t c = 0; c < class_names.size(); ++c) {
            std::string_view digits = table.at(row, class_names[c]);
            const bool minus = digits.starts_with('-');
            int weight = 0;
            for (char d : digits.substr(minus))
                if (d >= '0' && d <= '9' && weight < 100000) weight = 10 * weight + (d - '0');
            weights_[c][found->second] = minus ? -weight : weight;
        }
    }
}

}  // namespace dragoman::mentions
