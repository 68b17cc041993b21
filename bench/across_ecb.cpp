// Marked mentions of events in, groups of mentions that tell of one event out: bench/across_ecb.py.
//
// A line a document: {"id", "published", "text", "topic", "mentions": [{"id", "start", "end"}]}, positions in code
// points. A mention becomes a report as a row of `events` does: its trigger is the head's lemma, who takes part stands
// in the tree around it, words are those of its sentence. Two mentions are one event when agreement() gives them enough
// points; groups_of() groups.
#include <simdjson.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>

#include "findings/events/clause.h"
#include "record/positions.h"
#include "stages.h"
#include "store/agreement/groups.h"
#include "across_mentions.h"
#include "store/schema/days.h"

namespace {

using namespace dragoman;
using namespace dragoman::store;

/// What is not there stays as it is.
void read(simdjson::error_code) {}

struct Builder {
    Engine engine = Engine::load();
    Knowledge knowledge = Knowledge::embedded();
    Weights weights = Weights::of(knowledge);
    Kin kin = Kin::of(knowledge);
    Reports reports;
    std::vector<std::string> ids, topics, lemmas;

    std::uint32_t party(const EntityInfo& who) {
        Party party;
        party.name = who.name;
        party.id = who.known_as.empty() ? who.name : who.known_as;
        party.country = who.country;
        party.kind = static_cast<Party::Kind>(who.type == EntityType::person         ? 0
                                              : who.type == EntityType::country      ? 1
                                              : who.type == EntityType::organization ? 2
                                              : who.type == EntityType::people       ? 3
                                              : who.type == EntityType::place        ? 4
                                                                                     : 5);
        party.official = who.sector == "GOV" || who.sector == "MIL" || who.sector == "COP";
        party.key = hash_of(party.id);
        for (const Weighed& word : sketch_of(party.name, weights, 12)) party.words.push_back(word.stem);
        reports.parties.push_back(std::move(party));
        return static_cast<std::uint32_t>(reports.parties.size() - 1);
    }

    void add_parties(const Stages& s, int head, std::vector<std::uint32_t>& side) {
        if (head < 0) return;
        for (const EntityId id : mentions::with_conjuncts(s.annotation, s.mentions, head))
            side.push_back(party(s.mentions.entities[id]));
    }

    /// Who stands beside a verb or noun: subject and possessor act, objects and "of" undergo.
    void add_sides(const Stages& s, int token, Report& report) {
        const Annotation& tree = s.annotation;
        if (tree.is_verb(token)) {
            const findings::ClauseSubject subject = findings::subject_of(tree, token);
            add_parties(s, subject.head, subject.passive ? report.recipients : report.actors);
            if (!subject.passive) add_parties(s, findings::object_of(tree, token), report.recipients);
            add_parties(s, findings::phrase_with(tree, token, "by"), report.actors);
        }
        for (int c = tree.first_child[token]; c >= 0; c = tree.next_sibling[c]) {
            if (s.mentions.time_of_token[c] >= 0) continue;
            const std::string_view marker = findings::marker_of(tree, c);
            if (tree.dep[c] == Dep::nmod_poss) add_parties(s, c, report.actors);
            if (tree.is_verb(token)) continue;
            if (tree.dep[c] == Dep::nmod && marker == "by") add_parties(s, c, report.actors);
            if (tree.dep[c] == Dep::nmod && (marker == "of" || marker == "against" || marker == "on"))
                add_parties(s, c, report.recipients);
            if (tree.dep[c] == Dep::compound) add_parties(s, c, report.recipients);
        }
        add_place(s, token, report);
    }

    void add_place(const Stages& s, int token, Report& report) {
        for (int c = s.annotation.first_child[token]; c >= 0; c = s.annotation.next_sibling[c])
            for (const EntityId id : s.mentions.of_head(c)) {
                const EntityInfo& where = s.mentions.entities[id];
                if (where.type != EntityType::place && where.type != EntityType::country) continue;
                report.place = hash_of(where.known_as.empty() ? where.name : where.known_as);
                if (!where.country.empty()) report.place_country = hash_of(where.country);
            }
    }

    void add_time(const Stages& s, int token, Report& report) {
        int best = -1, away = 25;
        const TokenRange sentence = s.text.sentences[s.text.sentence_of(token)].tokens;
        for (int t = sentence.begin; t < sentence.end; ++t) {
            const int time = s.mentions.time_of_token[t];
            if (time < 0 || std::abs(t - token) >= away || s.mentions.times[time].modifier_of_noun) continue;
            if (!days_of(s.mentions.times[time].value)) continue;
            best = time, away = std::abs(t - token);
        }
        std::optional<Days> days;
        if (best >= 0) days = days_of(s.mentions.times[best].value);
        if (days && days->last - days->first <= std::chrono::days(7))
            report.window = Window{days->first, days->last, true, false};
    }

    void add(simdjson::dom::element document) {
        Story story;
        std::string_view text, id, topic, published;
        read(document["text"].get(text)), read(document["id"].get(id)), read(document["topic"].get(topic));
        read(document["published"].get(published));
        story.id = id, story.text = text, story.published = published;
        const Stages s = engine.read_stages(story);
        Source source;
        source.id = source.original = source.name = source.counts_as = id;
        source.sketch = sketch_of(std::string(text).substr(0, 3000), weights, 96);
        const record::Positions positions(s.text.body);
        std::vector<std::uint32_t> starts;
        for (int t = 0; t < s.annotation.size(); ++t) starts.push_back(positions.of(s.text.tokens[t].begin));
        reports.sources.push_back(std::move(source));
        simdjson::dom::array list;
        read(document["mentions"].get(list));
        for (const auto mention : list) {
            std::int64_t begin = 0, end = 0;
            std::string_view mid;
            read(mention["start"].get(begin)), read(mention["end"].get(end)), read(mention["id"].get(mid));
            const int first =
                static_cast<int>(std::upper_bound(starts.begin(), starts.end(), begin) - starts.begin()) - 1;
            int last = static_cast<int>(std::lower_bound(starts.begin(), starts.end(), end) - starts.begin());
            last = std::max(last, first + 1);
            if (first < 0) continue;
            add_mention(s, {first, last}, std::string(mid), std::string(topic));
        }
        simdjson::dom::array sentences;
        if (document["sentences"].get(sentences)) return;
        for (const auto sentence : sentences) {
            std::int64_t begin = 0, end = 0;
            read(sentence.at(0).get(begin)), read(sentence.at(1).get(end));
            for (int t = 0; t < s.annotation.size(); ++t)
                if (starts[t] >= begin && starts[t] < end && tells_of_act(s.annotation, t))
                    add_mention(s, {t, t + 1},
                                std::string(id) + "@" + std::to_string(starts[t]) + "-" +
                                    std::to_string(positions.of(s.text.tokens[t].end)),
                                std::string(topic));
        }
    }

    /// A verb of its own, or a noun that knowledge/frames.tsv has or that ends as nouns of acts do.
    bool tells_of_act(const Annotation& tree, int t) const {
        const std::string_view lemma = tree.lemma(t);
        if (tree.is_verb(t))
            return tree.dep[t] != Dep::aux && tree.dep[t] != Dep::aux_pass && tree.dep[t] != Dep::cop &&
                   lemma != "be" && lemma != "have" && lemma != "do";
        if (!tree.is_noun(t) || tree.is_proper(t)) return false;
        const auto ends = [&](std::string_view ending) {
            return lemma.size() > ending.size() + 3 && lemma.ends_with(ending);
        };
        return kin.noun(lemma) || ends("ment") || ends("tion") || ends("sion");
    }

    void add_mention(const Stages& s, TokenRange range, std::string id, std::string topic) {
        const Annotation& tree = s.annotation;
        int head = range.begin;
        for (int t = range.begin; t < range.end; ++t)
            if (!range.contains(tree.head[t])) head = t;
        // "got married": the verb says little.
        if (tree.is_verb(head))
            for (int t = range.begin; t < range.end; ++t)
                if (t != head && range.size() > 1 && (tree.is_noun(t) || tree.is_verb(t)) &&
                    kin.light(tree.lemma(head)))
                    head = t;
        Report report;
        report.source = static_cast<std::uint32_t>(reports.sources.size() - 1);
        report.event = id;
        std::string lemma(tree.lemma(head));
        std::transform(lemma.begin(), lemma.end(), lemma.begin(),
                       [](unsigned char c) { return c < 128 ? std::tolower(c) : c; });
        report.trigger = kin.trigger_of(lemma);
        report.word = hash_of_stem(lemma);
        add_sides(s, head, report);
        add_time(s, head, report);
        const TokenRange sentence = s.text.sentences[s.text.sentence_of(head)].tokens;
        report.evidence = s.text.slice(s.text.span(sentence));
        report.words = sketch_of(report.evidence, weights, 24);
        report.numbers = numbers_of(report.evidence);
        reports.all.push_back(std::move(report));
        ids.push_back(std::move(id)), topics.push_back(std::move(topic)), lemmas.push_back(std::move(lemma));
    }
};

}  // namespace

int main(int argc, char** argv) {
    MentionRules rules;
    if (argc > 1) rules.enough = std::atoi(argv[1]);
    if (argc > 2) rules.within = std::atoi(argv[2]);
    Builder builder;
    simdjson::dom::parser parser;
    for (std::string line; std::getline(std::cin, line);) {
        simdjson::dom::element document;
        if (!parser.parse(line).get(document)) builder.add(document);
    }
    const Reports& reports = builder.reports;
    std::vector<Link> links;
    for (std::uint32_t b = 0; b < reports.all.size(); ++b)
        for (std::uint32_t a = 0; a < b; ++a) {
            if (builder.topics[a] != builder.topics[b]) continue;
            const Agreement agreed = mention_agreement(reports, reports.all[a], reports.all[b], rules);
            if (!agreed.excluded && agreed.points >= rules.enough) links.push_back({a, b, agreed});
        }
    const auto groups = groups_of(reports, links);
    for (std::size_t r = 0; r < reports.all.size(); ++r)
        std::printf("%s\t%s\t%s\t%u\n", builder.ids[r].c_str(), reports.sources[reports.all[r].source].id.c_str(),
                    builder.lemmas[r].c_str(), groups[r]);
    // Likeness of documents, for the baseline on groups of them.
    for (std::size_t b = 0; b < reports.sources.size(); ++b)
        for (std::size_t a = 0; a < b; ++a)
            if (const int like = likeness(reports.sources[a].sketch, reports.sources[b].sketch); like > 8)
                std::printf("#\t%s\t%s\t%d\n", reports.sources[a].id.c_str(), reports.sources[b].id.c_str(), like);
}
