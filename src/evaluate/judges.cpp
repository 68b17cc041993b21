#include "evaluate/judges.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "evaluate/names.h"

namespace dragoman::evaluate {
namespace {

std::vector<std::string> together(std::vector<std::string> a, const std::vector<std::string>& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

std::string without_s(std::string word) {
    while (word.ends_with('s')) word.pop_back();
    return word;
}

/// "metric tons" → "ton".
std::string head_of(std::string_view unit) {
    const auto words = words_of(normal(unit));
    return words.empty() ? "" : without_s(words.back());
}

std::set<std::string> word_set(std::string_view text) {
    const auto words = words_of(normal(text));
    return {words.begin(), words.end()};
}

std::size_t in_both(const std::set<std::string>& a, const std::set<std::string>& b) {
    return static_cast<std::size_t>(
        std::count_if(a.begin(), a.end(), [&](const std::string& word) { return b.contains(word); }));
}

bool close(const std::optional<double>& key, const std::optional<double>& record) {
    if (!key || !record) return !key && !record;
    return std::abs(*key - *record) <= 1e-5 * std::max(std::abs(*key), 1e-9);
}

}  // namespace

Case::Case(const Key& key, std::string_view text, const Record* record) : key_(key), record_(record), words_(text) {
    const auto remember = [&](const void* entity, const std::string& name, const std::vector<std::string>& others) {
        Names names{normal(name), {}};
        if (!names.name.empty()) names.forms.push_back(names.name);
        for (const auto& other : others)
            if (auto form = normal(other); !form.empty()) names.forms.push_back(std::move(form));
        names_.emplace(entity, std::move(names));
    };
    for (const KeyEntity& e : key.entities) remember(&e, e.name, e.also);
    if (!record) return;
    for (const Entity& e : record->entities) {
        std::vector<std::string> others;
        for (const MentionRow& m : e.mentions)
            if (m.kind != "pronoun") others.push_back(m.text);
        remember(&e, e.name, others);
        entities_[e.id] = &e;
    }
}

bool Case::same(const KeyEntity& key, const Entity& record) const {
    if (key.type == "country" && !key.country.empty() && record.type == "country") return key.country == record.country;
    const Names &wanted = names_.at(&key), &given = names_.at(&record);
    const auto shares = [](const std::vector<std::string>& a, const std::vector<std::string>& b, auto&& form) {
        return std::any_of(a.begin(), a.end(), [&](const auto& x) {
            return std::any_of(b.begin(), b.end(), [&](const auto& y) { return form(x) == form(y); });
        });
    };
    if (shares(wanted.forms, given.forms, [](const std::string& s) -> const std::string& { return s; })) return true;
    if (key.type == "person") {
        const auto a = words_of(wanted.name), b = words_of(given.name);
        return !a.empty() && !b.empty() && a.back() == b.back() && (a.size() == 1 || b.size() == 1 || a[0] == b[0]);
    }
    if (key.type == "people" && (record.type == "people" || record.type == "organization" || record.type == "person"))
        return shares(wanted.forms, given.forms,
                      [](const std::string& s) { return without_s(s.substr(s.rfind(' ') + 1)); });
    return false;
}

const Entity* Case::find(const KeyEntity& entity) const {
    if (!record_) return nullptr;
    const auto found = std::find_if(record_->entities.begin(), record_->entities.end(),
                                    [&](const Entity& e) { return same(entity, e); });
    return found == record_->entities.end() ? nullptr : &*found;
}

bool Case::sets(const Ids& key, const Ids& record) const {
    std::vector<const Entity*> left;
    for (const auto& id : record)
        if (const auto found = entities_.find(id); found != entities_.end()) left.push_back(found->second);
    for (const auto& id : key) {
        const KeyEntity* wanted = key_.entity(id);
        const auto hit =
            std::find_if(left.begin(), left.end(), [&](const Entity* e) { return wanted && same(*wanted, *e); });
        if (hit == left.end()) return false;
        left.erase(hit);
    }
    return left.empty();
}

bool Case::countries(const Ids& key, const Ids& record) const {
    std::set<std::string> wanted, given;
    for (const auto& id : key)
        if (const KeyEntity* e = key_.entity(id)) wanted.insert(e->country);
    for (const auto& id : record)
        if (const auto found = entities_.find(id); found != entities_.end()) given.insert(found->second->country);
    return wanted == given;
}

bool Case::in_sentence_of(Stretch where, const std::vector<Passage>& evidence) const {
    const int sentence = words_.sentence(where);
    return std::any_of(evidence.begin(), evidence.end(),
                       [&](const Passage& p) { return words_.sentence(stretch(p)) == sentence; });
}

bool Case::touches(Stretch where, const std::vector<Passage>& evidence) const {
    return std::any_of(evidence.begin(), evidence.end(), [&](const Passage& p) { return overlaps(where, stretch(p)); });
}

Verdict Case::judge(const KeyRow& key, const Statement& row) const {
    std::vector<Stretch> content;
    for (const auto& piece : key.list("content")) content.push_back(words_.find(piece));
    const double alike = shared(content, stretches(row.content));
    if (alike < 0.5) return {};
    const bool speakers = sets(key.list("speakers"), row.speakers);
    Verdict verdict{alike + speakers, speakers, {{"speakers", speakers}, {"form", key.text("form") == row.form}}};
    verdict.fields.emplace_back("by", sets(key.list("by"), row.by));
    verdict.fields.emplace_back("through", sets(key.list("through"), row.through));
    verdict.fields.emplace_back("to", sets(key.list("to"), row.to));
    verdict.fields.emplace_back("span80", alike >= 0.8);
    if (key.has("cue"))
        verdict.fields.emplace_back("cue", row.cue && overlaps(words_.find(key.text("cue")), stretch(*row.cue)));
    return verdict;
}

Verdict Case::judge(const KeyRow& key, const Stance& row) const {
    if (key.text("stance") != row.stance || !in_sentence_of(words_.find(key.text("evidence")), row.evidence)) return {};
    bool hit = false;
    if (const KeyEntity* target = key_.entity(key.text("target"))) {
        const auto found = entities_.find(row.target.entity);
        hit = found != entities_.end() && same(*target, *found->second);
    } else {
        hit = row.target.words && overlaps(words_.find(key.text("target")), stretch(*row.target.words));
    }
    return {hit ? 1.0 : 0.0, sets(key.list("holder"), row.holder), {}};
}

Verdict Case::judge(const KeyRow& key, const Event& row) const {
    const Stretch where = words_.find(key.text("evidence"));
    const bool touch = touches(where, row.evidence);
    if (!(touch || in_sentence_of(where, row.evidence)) || key.text("type") != row.type) return {};
    const Ids &key_actors = key.list("actors"), &key_recipients = key.list("recipients");
    bool actors = sets(key_actors, row.actors), recipients = sets(key_recipients, row.recipients);
    bool country = countries(key_actors, row.actors) && countries(key_recipients, row.recipients);
    if (row.type == "CONSULT" || row.type == "AGREE" || row.type == "COOPERATE") {  // mutual: either way round
        const Ids all_key = together(key_actors, key_recipients), all_row = together(row.actors, row.recipients);
        const bool pooled = sets(all_key, all_row);
        actors = actors || pooled;
        recipients = recipients || pooled;
        country = country || countries(all_key, all_row);
    }
    const bool status = key.text("status") == row.status;
    Verdict verdict{1.0 + touch + actors + recipients,
                    actors && recipients && status,
                    {{"actors", actors}, {"recipients", recipients}}};
    verdict.fields.emplace_back("both actors", actors && recipients);
    verdict.fields.emplace_back("countries", country);
    verdict.fields.emplace_back("status", status);
    if (key.has("mode")) verdict.fields.emplace_back("mode", key.text("mode") == row.mode);
    if (key.has("time")) {
        const auto& time = key.text("time");
        verdict.fields.emplace_back("time",
                                    !row.time.empty() && (row.time.starts_with(time) || time.starts_with(row.time)));
    }
    if (key.has("place"))
        verdict.fields.emplace_back("place", row.place && row.place->words &&
                                                 overlaps(words_.find(key.text("place")), stretch(*row.place->words)));
    return verdict;
}

Verdict Case::judge(const KeyRow& key, const Figure& row) const {
    if (!close(key.value, row.value) || !touches(words_.find(key.text("text")), row.evidence)) return {};
    const bool unit = head_of(key.text("unit")) == head_of(row.unit), role = key.text("role") == row.role;
    bool of_right = true;
    Verdict verdict{1.0 + unit, false, {{"unit", unit}, {"role", role}}};
    verdict.fields.emplace_back("comparator", (key.has("comparator") ? key.text("comparator") : "=") == row.comparator);
    if (key.has("of")) {
        std::set<std::string> mine, wanted = word_set(key.text("of"));
        for (const Passage& p : row.of) mine.merge(word_set(p.text));
        const std::size_t all = mine.size() + wanted.size();
        of_right = static_cast<double>(2 * in_both(mine, wanted)) / static_cast<double>(all ? all : 1) >= 0.5;
        if (key.text("role") == "count") {  // "17 people killed": the people or the killed, either is what is counted
            wanted.merge(word_set(key.text("unit")));
            of_right = of_right || (!mine.empty() && 2 * in_both(mine, wanted) >= mine.size());
        }
        verdict.fields.emplace_back("of", of_right);
    }
    if (key.has("direction")) verdict.fields.emplace_back("direction", key.text("direction") == row.direction);
    if (key.has("period")) verdict.fields.emplace_back("period", key.text("period") == row.period);
    if (key.has("by")) verdict.fields.emplace_back("by", sets(key.list("by"), row.by));
    verdict.strict = unit && role && of_right;
    return verdict;
}

Verdict Case::judge(const KeyRow& key, const Commitment& row) const {
    const Stretch evidence = words_.find(key.text("evidence"));
    const double alike = std::max(shared({words_.find(key.text("action"))}, {stretch(row.action)}),
                                  shared({evidence}, stretches(row.evidence)));
    const bool by = sets(key.list("by"), row.by);
    if (alike < 0.3 && !(by && in_sentence_of(evidence, row.evidence))) return {};
    const bool due = key.text("due") == row.due, strength = key.text("strength") == row.strength;
    return {0.1 + alike + by,
            by && due && strength,
            {{"by", by}, {"to", sets(key.list("to"), row.to)}, {"due", due}, {"strength", strength}}};
}

Verdict Case::judge(const KeyRow& key, const Group& row) const {
    return {sets(key.list("group"), {row.group}) ? 1.0 : 0.0, sets(key.list("members"), row.members), {}};
}

Verdict Case::judge(const KeyRow& key, const Time& row) const {
    const Stretch where = words_.find(key.text("text")), mine{row.start, row.end};
    if (!overlaps(where, mine)) return {};
    return {shared({where}, {mine}),
            key.text("value") == row.value,
            {{"exact span", evaluate::same(where, mine)}, {"type", key.text("type") == row.type}}};
}

}  // namespace dragoman::evaluate
