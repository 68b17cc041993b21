// Whom "the presidents" and "they" of a story's first sentences are, where its title has named them and the text does
// so only later: "The presidents discussed trade. … Ms Rojas told Mr Bekele".
#include <algorithm>

#include "mentions/entities/parts.h"

namespace dragoman::mentions {
namespace {

constexpr int first_sentences = 4;  // in which somebody may be taken as known from the title

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Where a word stands in the title; npos if it does not.
std::size_t place_in(std::string_view title, std::string_view word) {
    for (std::size_t at = title.find(word); at != title.npos; at = title.find(word, at + 1)) {
        const bool begins = at == 0 || !is_letter(title[at - 1]);
        const bool ends = at + word.size() == title.size() || !is_letter(title[at + word.size()]);
        if (begins && ends) return at;
    }
    return title.npos;
}

/// Persons of the story whose family names stand in its title, in the title's order.
std::vector<std::pair<std::size_t, EntityId>> places_in_title(const Reading& r) {
    std::vector<std::pair<std::size_t, EntityId>> found;
    for (EntityId id = 0; id < static_cast<EntityId>(r.out.entities.size()); ++id) {
        const EntityInfo& who = r.out.entities[id];
        if (who.type != EntityType::person || !who.named || who.name.size() < 3) continue;
        const std::string_view name = who.name;
        const std::size_t space = name.rfind(' ');
        const std::string_view family = space == name.npos ? name : name.substr(space + 1);
        if (family.size() < 3) continue;
        if (const std::size_t at = place_in(r.title, family); at != r.title.npos) found.emplace_back(at, id);
    }
    std::sort(found.begin(), found.end());
    return found;
}

EntityIds people_in_title(const Reading& r) {
    EntityIds ids;
    for (const auto& [at, id] : places_in_title(r)) ids.push_back(id);
    return ids;
}

/// Where the first person is told of.
int first_person(const Reading& r) {
    int first = r.size();
    for (const Mention& m : r.out.mentions)
        if (!m.entities.empty() && r.out.entities[m.entities.front()].type == EntityType::person)
            first = std::min(first, m.head);
    return first;
}

/// The mention's phrase where it means several people ("the two presidents"); null if it does not.
const Phrase* several_people(const Reading& r, const Mention& m) {
    const auto at = std::lower_bound(r.phrases.begin(), r.phrases.end(), m.head,
                                     [](const Phrase& p, int head) { return p.head < head; });
    return at != r.phrases.end() && at->head == m.head && at->several == Several::people ? &*at : nullptr;
}

bool stands_for_several(const Reading& r, const Mention& m) {
    if (m.kind == MentionKind::pronoun) return r.lower(m.head) == "they" || r.lower(m.head) == "their";
    const Phrase* p = several_people(r, m);
    return p && p->how_many == 2;
}

EntityIds states_of(const Reading& r, const Phrase& p) {
    EntityIds states;
    for (const std::string& code : p.of_states) {
        const auto state = std::find_if(r.out.entities.begin(), r.out.entities.end(), [&](const EntityInfo& info) {
            return info.type == EntityType::country && info.country == code;
        });
        if (state != r.out.entities.end()) states.push_back(static_cast<EntityId>(state - r.out.entities.begin()));
    }
    return states;
}

}  // namespace

void resolve_ahead(Reading& r) {
    if (r.title.empty() || r.text.sentences.empty()) return;
    const EntityIds two = people_in_title(r);
    if (two.size() != 2) return;
    const std::string &one = r.out.entities[two[0]].country, &other = r.out.entities[two[1]].country;
    if (!one.empty() && one == other) return;
    const int person = first_person(r);
    for (Mention& m : r.out.mentions)
        if (m.entities.empty() && m.chain < 0 && m.head <= person && r.text.sentence_of(m.head) < first_sentences &&
            stands_for_several(r, m))
            m.entities = two;
}

void resolve_unnamed(Reading& r) {
    for (Mention& m : r.out.mentions)
        if (m.entities.empty() && m.chain < 0 && m.kind != MentionKind::pronoun)
            if (const Phrase* p = several_people(r, m); p && p->of_states.size() > 1) m.entities = states_of(r, *p);
}

namespace {

/// "Acting President Jan Novak [sent …]": the known person whose full name stands right before the verb; -1 if none
/// does.
int known_before(const Reading& r, std::size_t verb) {
    if (verb < 2) return -1;
    const std::string words = lower_ascii(fold(r.title.substr(0, verb - 1)));
    const std::size_t space = words.rfind(' ');
    if (space == words.npos || words.find(" and ") != words.npos || words.find(',') != words.npos) return -1;
    for (const int person : r.known.people_called(words.substr(space + 1))) {
        const std::string name = lower_ascii(fold(r.known.people[person].name));
        const std::size_t before = words.size() - std::min(words.size(), name.size());
        if (words.ends_with(name) && (before == 0 || words[before - 1] == ' ')) return person;
    }
    return -1;
}

/// A sender whom the text never names: he has no mention, and is dropped again where nothing of the text is his.
EntityId only_in_title(Reading& r, int person) {
    const Person& known = r.known.people[person];
    EntityInfo info;
    info.type = EntityType::person;
    info.name = known.name, info.known_as = known.name, info.wikidata = known.wikidata;
    info.rule = "leader:" + std::string(known.name);
    if (const Term* term = r.known.term(person, r.day)) {
        info.country = term->country, info.sector = term->sector;
        if (r.known.in_office(person, r.day)) info.office = term->office;
    }
    r.out.entities.push_back(std::move(info));
    return static_cast<EntityId>(r.out.entities.size() - 1);
}

}  // namespace

void note_sender(Reading& r) {
    if (r.title.empty()) return;
    std::size_t sent = r.title.npos;
    for (std::string_view verb : {"sent", "sends", "forwarded", "congratulated", "congratulates", "greeted", "greets",
                                  "addressed", "addresses", "wrote", "writes"})
        sent = std::min(sent, place_in(r.title, verb));
    if (sent == r.title.npos) return;
    const auto found = places_in_title(r);
    const auto behind = std::find_if(found.begin(), found.end(), [&](const auto& who) { return who.first > sent; });
    if (behind - found.begin() == 1) r.out.sender = {found.front().second};
    if (behind != found.begin()) return;
    if (const int person = known_before(r, sent); person >= 0) r.out.sender = {only_in_title(r, person)};
}

}  // namespace dragoman::mentions
