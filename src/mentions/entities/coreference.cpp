#include "mentions/entities/coreference.h"

#include <algorithm>

namespace dragoman::mentions {
namespace {

constexpr std::size_t longest_name = 120;  // bytes of an entity's name

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : " ") + word;
    return all;
}

bool holds(const std::vector<std::string>& longer, const std::vector<std::string>& shorter) {
    return !shorter.empty() &&
           std::search(longer.begin(), longer.end(), shorter.begin(), shorter.end()) != longer.end();
}

/// "Vladimir Putin" and "Putin", "Xi Jinping" and "Xi", "Leon Febres Cordero" and "Febres Cordero".
bool same_person(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    const auto& longer = a.size() >= b.size() ? a : b;
    const auto& shorter = a.size() >= b.size() ? b : a;
    if (holds(longer, shorter)) return true;
    // A middle name or initial left out.
    return shorter.size() >= 2 && longer.size() > shorter.size() && shorter.front() == longer.front() &&
           shorter.back() == longer.back();
}

Part part_of(const Annotation& tree, const Phrase& p) {
    for (int t = p.tokens.begin; t < p.tokens.end; ++t) {
        if (tree.dep[t] == Dep::conj && !p.tokens.contains(tree.head[t])) return Part::later;
        if (const int c = tree.child(t, Dep::conj); c >= p.tokens.end) return Part::first;
    }
    return Part::alone;
}

bool has(const EntityIds& ids, EntityId id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

}  // namespace

Joiner::Joiner(Reading& reading, Observer observer)
    : r(reading),
      quote_of_(reading.size(), -1),
      entity_of_phrase_(reading.phrases.size(), -1),
      joined_(reading.phrases.size(), 0),
      observer_(std::move(observer)) {
    std::vector<int> first(r.text.quotes.size());
    for (int q = 0; q < static_cast<int>(r.text.quotes.size()); ++q) {
        const Quote& quote = r.text.quotes[q];
        first[q] = quote.continues >= 0 && quote.continues < q ? first[quote.continues] : q;
        if (quote.parent < 0 && quote.tokens.size() > 3)
            for (int t = std::max(0, quote.tokens.begin); t < std::min(r.size(), quote.tokens.end); ++t)
                quote_of_[t] = first[q];
    }
}

std::vector<std::string> Joiner::words_of(TokenRange range) const {
    std::vector<std::string> words;
    for (int t = range.begin; t < range.end; ++t) {
        std::string word = lower_ascii(fold(r.text.word(t)));
        if (word.empty() || word == "the" ||
            !(std::isalnum(static_cast<unsigned char>(word[0])) || static_cast<unsigned char>(word[0]) >= 0x80))
            continue;
        words.push_back(std::move(word));
    }
    return words;
}

EntityId Joiner::make(const Phrase& p, std::string name) {
    const auto id = static_cast<EntityId>(r.out.entities.size());
    EntityInfo info;
    info.type = p.type;
    info.name = std::move(name);
    info.country = p.country, info.sector = p.sector, info.office = p.office, info.rule = p.rule;
    info.plural = p.plural;
    r.out.entities.push_back(std::move(info));
    Trace trace;
    trace.inferred = p.country_inferred;
    trace.gender = p.gender, trace.likely = p.likely_gender;
    traces_.push_back(std::move(trace));
    return id;
}

EntityId Joiner::state(std::string_view code) {
    const int row = r.known.state_of(code);
    if (row < 0) return -1;
    const auto [at, fresh] = by_state_.try_emplace(std::string(code), static_cast<EntityId>(r.out.entities.size()));
    if (fresh) {
        const State& known = r.known.states[row];
        Phrase p;
        p.type = EntityType::country;
        p.country = code;
        p.rule = "state:" + p.country;
        make(p, std::string(known.name));
        EntityInfo& info = r.out.entities.back();
        info.latitude = known.latitude, info.longitude = known.longitude;
        info.place_precision = "country";
        info.sector = "GOV";  // a state that acts is its government
    }
    return at->second;
}

void Joiner::add_facts(EntityId id, const Phrase& p) {
    EntityInfo& info = r.out.entities[id];
    Trace& trace = traces_[id];
    if (info.type == EntityType::country) return;
    if (!p.country.empty() && (info.country.empty() || (trace.inferred && !p.country_inferred)))
        info.country = p.country, trace.inferred = p.country_inferred;
    if (info.sector.empty() || (info.sector == "CVL" && !p.sector.empty())) info.sector = p.sector;
    if (info.office.empty()) info.office = p.office;
    if (info.type == EntityType::other && p.type != EntityType::other && p.name >= 0) info.type = p.type;
    if (p.gender) trace.gender = p.gender;
    if (p.likely_gender) trace.likely = p.likely_gender;
}

void Joiner::add_role(EntityId id, const Phrase& p) {
    if (p.noun_at < 0) return;
    if (traces_[id].office_of.empty()) traces_[id].office_of = office_of(p);
    std::string role = role_of(p);
    auto& roles = traces_[id].roles;
    if (roles.size() < 8 && std::find(roles.begin(), roles.end(), role) == roles.end())
        roles.push_back(std::move(role));
}

void Joiner::add_name(EntityId id, const Phrase& p, const std::vector<std::string>& words) {
    EntityInfo& info = r.out.entities[id];
    Trace& trace = traces_[id];
    info.named = true;
    if (trace.complement.empty()) trace.complement = complement_of(p);
    trace.alone += words.size() == 1 && trace.words.size() > 1 && words.back() == trace.words.back();
    by_name_.try_emplace(joined(words), id);
    if (info.type == EntityType::country) return;
    const std::string name = r.words(p.name_words);
    if ((trace.words.empty() || words.size() > trace.words.size()) && name.size() < longest_name) {
        trace.words = words;
        info.name = name;
    }
    auto& index = info.type == EntityType::person ? people_by_word_ : others_by_word_;
    for (std::size_t w = 0; w < words.size(); ++w) {
        if (info.type != EntityType::person && w != 0 && w + 1 != words.size()) continue;
        EntityIds& ids = index[words[w]];
        if (!has(ids, id) && ids.size() < 16) ids.push_back(id);
    }
    if (info.type == EntityType::organization)
        if (std::string letters = initials_of(p.name_words); !letters.empty())
            by_initials_.try_emplace(std::move(letters), id);
    if (info.type != EntityType::person && !words.empty()) {
        EntityIds& ids = by_noun_[words.back()];
        if (ids.empty() || ids.back() != id) ids.push_back(id);
    }
}

/// "President Putin", "Mr Putin" beside "Lyudmila Putin": whom the tables know by office or gender has another first
/// name.
bool Joiner::is_relative(const Phrase& p, const Trace& trace) const {
    if (p.known_person < 0 || trace.known || trace.words.size() < 2) return false;
    const std::string known = lower_ascii(fold(r.known.people[p.known_person].name));
    const char gender = trace.gender ? trace.gender : trace.likely;
    const bool titled = p.noun.kind == NounKind::office && p.noun.sector == "GOV" && p.noun_at >= 0 &&
                        lower_ascii(p.office).find(r.lower(p.noun_at)) != std::string::npos;
    const bool other = p.gender && gender && p.gender != gender;
    return (titled || other) && !known.ends_with(trace.words[0]) && known.front() != trace.words[0].front();
}

/// How much an earlier person is like the bearer of a name; negative where they are two. Among those who share a
/// family name its title tells ("Mrs Cruz", "Mayor Cruz"), then who has been told of by it alone.
int Joiner::likeness(const Phrase& p, const std::vector<std::string>& words, EntityId id) const {
    const Trace& trace = traces_[id];
    const bool distinct = trace.known && p.known_person >= 0 && words.size() > 1 && trace.meaning.row != p.known_person;
    if (distinct || is_relative(p, trace) || !same_person(trace.words, words)) return -1;
    const char gender = trace.gender ? trace.gender : trace.likely;
    const bool other = p.gender && gender && gender != p.gender;
    const bool sure = trace.gender || trace.said == trace.likely;  // some first names are a man's and a woman's
    if (other && sure) return -1;
    const auto& roles = trace.roles;
    const bool titled = p.noun_at >= 0 && std::find(roles.begin(), roles.end(), role_of(p)) != roles.end();
    const int fit = other ? 0 : p.gender && gender ? 2 : 1;
    return 32 * fit + (titled && !is_honorific(r.lower(p.noun_at)) ? 16 : 0) + std::min(trace.alone, 15);
}

EntityId Joiner::person_named(const Phrase& p, const std::vector<std::string>& words) const {
    if (words.empty()) return -1;
    for (const std::string* word : {&words.back(), &words.front()}) {
        const auto found = people_by_word_.find(*word);
        if (found == people_by_word_.end()) continue;
        EntityId best = -1;
        int most = -1;
        for (auto id = found->second.rbegin(); id != found->second.rend(); ++id)
            if (const int like = likeness(p, words, *id); like > most) most = like, best = *id;
        if (best >= 0) return best;
    }
    return -1;
}

/// Does the entity bear the name of a person who is not this one?
bool Joiner::is_other_person(EntityId id, const Phrase& p) const {
    const std::vector<std::string>& words = traces_[id].words;
    return p.type == EntityType::person && r.out.entities[id].type == EntityType::person && !words.empty() &&
           !same_person(words, words_of(p.name_words));
}

/// What follows a name and tells it from others: "Museum of Flight", "STS-133".
std::string Joiner::complement_of(const Phrase& p) const {
    const int end = p.name_words.end;
    if (end + 1 >= r.size() || r.text.sentence_of(end) != r.text.sentence_of(end + 1)) return {};
    if (among(r.lower(end), {"-", "–"}) && r.tree.tag[end + 1] == Tag::CD) return std::string(r.lower(end + 1));
    if (!among(r.lower(end), {"of", "for", "at"}) || p.type == EntityType::person) return {};
    const int next = end + 1 < r.size() && r.lower(end + 1) == "the" ? end + 2 : end + 1;
    return next < r.size() && r.name_of[next] >= 0 ? r.words(r.names[r.name_of[next]].tokens) : std::string();
}

bool Joiner::complements_agree(EntityId id, const std::string& complement) const {
    const std::string& known = traces_[id].complement;
    return known.empty() || complement.empty() || known == complement;
}

/// "the Council", "the Church": only the head of a body's name, told of before.
bool Joiner::is_common_head(const Phrase& p) const {
    const int t = p.name_words.begin;
    return p.name_words.size() == 1 && t > 0 && r.lower(t - 1) == "the" &&
           r.known.name_word(r.text.word(t)).type == EntityType::organization;
}

EntityId Joiner::thing_named(const Phrase& p, const std::vector<std::string>& words) {
    if (words.empty()) return -1;
    const bool known = r.names[p.name].meanings != nullptr;
    for (const std::string* word : {&words.front(), &words.back()}) {
        const auto found = others_by_word_.find(*word);
        if (found == others_by_word_.end()) continue;
        for (auto id = found->second.rbegin(); id != found->second.rend(); ++id) {
            const Trace& trace = traces_[*id];
            const EntityType type = r.out.entities[*id].type;
            if (known && trace.known) continue;  // the tables tell them apart
            if (!p.country.empty() && !trace.inferred && !r.out.entities[*id].country.empty() &&
                r.out.entities[*id].country != p.country)
                continue;
            if (!complements_agree(*id, complement_of(p))) continue;
            if (type != p.type && p.type != EntityType::other && type != EntityType::other) continue;
            const auto& longer = words.size() > trace.words.size() ? words : trace.words;
            const auto& shorter = words.size() > trace.words.size() ? trace.words : words;
            if (!holds(longer, shorter)) continue;
            const bool begins = std::equal(shorter.begin(), shorter.end(), longer.begin());
            const bool one_word = shorter.size() == 1;
            // "Mahan" for "Mahan Air", "Armed Forces" for "Russian Armed Forces"; a place's name alone is not its
            // airport.
            const bool head = one_word && shorter == words && longer.back() == words.back() && is_common_head(p);
            if (one_word && !head && (!begins || type == EntityType::place || p.type == EntityType::place)) continue;
            return *id;
        }
    }
    return -1;
}

/// "Organisation of Islamic Cooperation (OIC)": what stands in brackets names the same.
EntityId Joiner::bracketed(const Phrase& p) const {
    const int open = p.tokens.begin - 1;
    if (open < 1 || r.lower(open) != "(" || r.lower(p.tokens.end) != ")" || p.tokens.size() > 6) return -1;
    const int before = r.phrase_of[open - 1];
    if (before < 0 || r.phrases[before].tokens.end > open || r.phrases[before].kind == MentionKind::pronoun) return -1;
    const Phrase& other = r.phrases[before];
    if (other.type == EntityType::person || (other.type == EntityType::place) != (p.type == EntityType::place))
        return -1;
    int capitals = 0;
    for (char c : r.text.word(p.tokens.begin)) capitals += c >= 'A' && c <= 'Z';
    return capitals >= 2 || other.tokens.size() == 1 ? entity_of_phrase_[before] : -1;
}

/// "Labour Party" of Israel and of Norway: the tables tell them apart.
bool Joiner::is_namesake(EntityId id, const ProperName& name) const {
    return name.meanings && traces_[id].known && !(traces_[id].meaning == name.meaning);
}

EntityIds Joiner::named(Phrase& p, int index) {
    const ProperName& name = r.names[p.name];
    const std::vector<std::string> words = words_of(p.name_words);
    if (p.type == EntityType::country) {
        const EntityId known = state(p.country);
        if (known >= 0) r.out.entities[known].named = true;
        return {known};
    }
    EntityId id = bracketed(p);
    if (id < 0 && (id = spelled(p)) >= 0) p.type = r.out.entities[id].type;
    if (p.type == EntityType::person) {
        if (id < 0) id = person_named(p, words);
        if (id < 0 && words.size() == 1 && p.title.empty() &&
            p.known_person < 0) {  // "Mahan", once "Mahan Air" is known
            Phrase body = p;
            body.type = EntityType::other;
            id = thing_named(body, words);
        }
    } else if (id < 0) {
        if (!name.meanings && words.size() == 1 && p.title.empty() && (id = person_named(p, words)) >= 0)
            p.type = EntityType::person;
        if (const auto same = by_name_.find(joined(words));
            id < 0 && same != by_name_.end() && r.out.entities[same->second].type != EntityType::person &&
            r.out.entities[same->second].type != EntityType::country && !is_namesake(same->second, name) &&
            complements_agree(same->second, complement_of(p)))
            id = same->second;
        if (id < 0 && name.meanings) {
            const auto known = by_name_.find("=" + std::to_string(static_cast<int>(name.meaning.sort)) + "/" +
                                             std::to_string(name.meaning.row));
            if (known != by_name_.end()) id = known->second;
        }
        if (id < 0) id = thing_named(p, words);
        if (id < 0 && !name.meanings && !name.tagged &&
            p.type == EntityType::other) {  // a family name the tagger overlooked
            id = person_named(p, words);
            if (id >= 0) p.type = EntityType::person;
        }
    }
    if (const int other = apposed(p, index); id < 0 && other >= 0 && !is_other_person(entity_of_phrase_[other], p))
        id = entity_of_phrase_[other];
    if (id < 0) id = make(p, r.words(p.name_words));
    if (r.out.entities[id].type == EntityType::country) return {id};
    const EntityType before = r.out.entities[id].type;
    if (p.type == EntityType::person && (before == EntityType::people || p.title.size() > 0))
        r.out.entities[id].type = EntityType::person, r.out.entities[id].plural = false;
    add_facts(id, p);
    add_role(id, p);
    if (p.known_person >= 0 || name.meanings) {
        Trace& trace = traces_[id];
        if (!trace.known) trace.meaning = p.known_person >= 0 ? Meaning{Sort::person, p.known_person} : name.meaning;
        trace.known = true;
        by_name_.try_emplace(
            "=" + std::to_string(static_cast<int>(trace.meaning.sort)) + "/" + std::to_string(trace.meaning.row), id);
        EntityInfo& info = r.out.entities[id];
        if (info.type != EntityType::country) info.known_as = r.known.name_of(trace.meaning);
        if (trace.meaning.sort == Sort::person) info.wikidata = r.known.people[trace.meaning.row].wikidata;
        if (trace.meaning.sort == Sort::organization)
            for (auto code : r.known.organizations[trace.meaning.row].members_on(r.day))
                if (const auto member = by_state_.find(std::string(code));
                    member != by_state_.end() && !has(info.members, member->second))
                    info.members.push_back(member->second);
        if (trace.meaning.sort == Sort::place) {
            const Place place = r.known.place(trace.meaning.row);
            info.latitude = place.latitude, info.longitude = place.longitude, info.place_precision = place.precision;
        }
        if (trace.meaning.sort == Sort::capital) {
            const State& place = r.known.states[trace.meaning.row];
            info.latitude = place.latitude, info.longitude = place.longitude, info.place_precision = "city";
        }
    }
    add_name(id, p, words);
    return {id};
}

void Joiner::record(int index, Reference reference) {
    Phrase& p = r.phrases[index];
    EntityIds& entities = reference.entities;
    p.of_state |= reference.of_state;
    entities.erase(std::remove(entities.begin(), entities.end(), -1), entities.end());
    if (!entities.empty()) entity_of_phrase_[index] = entities.front();
    for (EntityId id : entities) {
        ++traces_[id].told;
        if (p.kind != MentionKind::pronoun) traces_[id].last_pronoun = 0;
    }
    if (reference.chain >= 0) ++chains_[reference.chain].told;
    Trail trail{index, r.text.sentence_of(p.head), p.subject, entities, reference.chain};
    trail.role = role_in_clause(r.tree, p.head);
    trail.clause =
        clause_of(r.tree, trail.role == Role::predicate || r.tree.head[p.head] < 0 ? p.head : r.tree.head[p.head]);
    trail.part = part_of(r.tree, p);
    trail.depth = depth_of(r.tree, p.head, 4);
    trail.quote = quote_of_[p.head];
    trail_.push_back(std::move(trail));
    r.out.mentions.push_back(
        {p.head, p.tokens, r.text.span(p.tokens), p.kind, std::move(entities), p.of_state, reference.chain});
}

void Joiner::join_phrase(int index) {
    joined_[index] = 1;
    Phrase& p = r.phrases[index];
    if (p.kind == MentionKind::pronoun)
        record(index, pronoun(p));
    else
        record(index, {p.name >= 0 ? named(p, index) : common(p, index), -1});
}

void Joiner::join() {
    for (int i = 0; i < static_cast<int>(r.phrases.size()); ++i)
        if (!joined_[i]) join_phrase(i);
    for (Mention& mention : r.out.mentions)
        if (mention.chain >= 0 && chains_[mention.chain].told < 2) mention.chain = -1;
}

void join_entities(Reading& r) { Joiner(r).join(); }

}  // namespace dragoman::mentions
