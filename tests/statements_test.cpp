// Statements, stances, groups and first persons over trees written by hand: what the finders make
// of a right analysis, whatever the parser of the day thinks of the sentence.
#include <gtest/gtest.h>

#include <sstream>

#include "annotation/annotation.h"
#include "findings/findings.h"
#include "text/text.h"

namespace dragoman {
namespace {

template <class Value, std::size_t N>
Value named(const std::string_view (&names)[N], const std::string& name) {
    for (std::size_t i = 0; i < N; ++i)
        if (names[i] == name) return static_cast<Value>(i);
    ADD_FAILURE() << "no such name: " << name;
    return static_cast<Value>(0);
}

/// One token a line, "word lemma tag head relation" (heads count from 1 in the sentence, 0 is the
/// root); an empty line ends a sentence, "//" a paragraph. Quotation marks pair in order.
class Sample {
public:
    explicit Sample(const std::string& lines) {
        std::istringstream in(lines);
        std::string line;
        int begin = 0;
        const auto close = [&] {
            if (begin < tokens()) text.sentences.push_back({{begin, tokens()}, paragraph_});
            begin = tokens();
        };
        while (std::getline(in, line)) {
            if (line.empty() || line == "//") {
                close();
                paragraph_ += line == "//";
                continue;
            }
            add(line, begin);
        }
        close();
        link();
        pair_quotes();
        mentions.mention_of_head.assign(text.tokens.size(), -1);
        mentions.time_of_token.assign(text.tokens.size(), -1);
        mentions.amount_of_token.assign(text.tokens.size(), -1);
    }

    /// A mention of an entity, by its words; the head is the first of its tokens whose own head is outside.
    Sample& mention(const std::string& words, const std::string& name, EntityType type,
                    const std::string& country = "") {
        EntityIds ids;
        if (!name.empty()) ids.push_back(entity(name, type, country));
        const auto from = static_cast<std::uint32_t>(text.body.find(words));
        const int first = text.token_at(from),
                  last = text.token_at(from + static_cast<std::uint32_t>(words.size()) - 1);
        int head = first;
        while (head < last && tree.head[head] >= first && tree.head[head] <= last) ++head;
        mentions.mention_of_head[head] = static_cast<int>(mentions.mentions.size());
        mentions.mentions.push_back(
            {head, {first, last + 1}, text.span(TokenRange{first, last + 1}), MentionKind::name, ids});
        return *this;
    }

    EntityId entity(const std::string& name, EntityType type, const std::string& country = "") {
        for (std::size_t i = 0; i < mentions.entities.size(); ++i)
            if (mentions.entities[i].name == name) return static_cast<EntityId>(i);
        mentions.entities.push_back({.type = type, .name = name, .country = country, .named = true});
        return static_cast<EntityId>(mentions.entities.size()) - 1;
    }

    Findings find() {
        static const findings::Lexicon lexicon = findings::Lexicon::build(Knowledge::embedded());
        return findings::find({text, tree, mentions, "2024-05-03"}, lexicon);
    }

    std::string words(Span span) const { return std::string(text.slice(span)); }
    std::string names(const EntityIds& ids) const {
        std::string all;
        for (EntityId id : ids) all += (all.empty() ? "" : " + ") + mentions.entities[id].name;
        return all;
    }

    Text text;
    Annotation tree;
    Mentions mentions;

private:
    int tokens() const { return static_cast<int>(text.tokens.size()); }

    void add(const std::string& line, int sentence_begin) {
        std::istringstream fields(line);
        std::string word, lemma, tag, dep;
        int head = 0;
        fields >> word >> lemma >> tag >> head >> dep;
        if (!text.body.empty()) text.body += ' ';
        const auto at = static_cast<std::uint32_t>(text.body.size());
        text.body += word;
        text.tokens.push_back({at, static_cast<std::uint32_t>(text.body.size())});
        tree.tag.push_back(named<Tag>(tag_names, tag));
        tree.dep.push_back(named<Dep>(dep_names, dep));
        tree.head.push_back(head == 0 ? -1 : sentence_begin + head - 1);
        pool(tree.lemma_at, lemma);
        for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        pool(tree.lower_at, word);
    }

    void pool(std::vector<Span>& at, const std::string& word) {
        const auto begin = static_cast<std::uint32_t>(tree.pool.size());
        tree.pool += word;
        at.push_back({begin, static_cast<std::uint32_t>(tree.pool.size())});
    }

    void link() {
        const int n = tokens();
        tree.first_child.assign(n, -1), tree.next_sibling.assign(n, -1);
        for (int t = n - 1; t >= 0; --t)
            if (const int h = tree.head[t]; h >= 0) tree.next_sibling[t] = tree.first_child[h], tree.first_child[h] = t;
        for (int t = 0; t < n; ++t) tree.left.push_back(t), tree.right.push_back(t + 1);
        for (int round = 0; round < n; ++round)
            for (int t = 0; t < n; ++t)
                if (const int h = tree.head[t]; h >= 0)
                    tree.left[h] = std::min(tree.left[h], tree.left[t]),
                    tree.right[h] = std::max(tree.right[h], tree.right[t]);
    }

    void pair_quotes() {
        for (int t = 0, open = -1; t < tokens(); ++t) {
            if (tree.tag[t] == Tag::OPEN_QUOTE) open = t;
            if (tree.tag[t] != Tag::CLOSE_QUOTE || open < 0) continue;
            text.quotes.push_back({.outer = text.span(TokenRange{open, t + 1}),
                                   .inner = text.span(TokenRange{open + 1, t}),
                                   .tokens = {open + 1, t}});
            open = -1;
        }
    }

    int paragraph_ = 0;
};

TEST(Statements, ClauseBeforeTheCue) {
    Sample s(
        "Trade trade NN 2 nsubj\nrose rise VBD 5 ccomp\n, , , 5 punct\nRuiz Ruiz NNP 5 nsubj\nsaid say VBD 0 root\n. . "
        ". 5 punct\n");
    s.mention("Ruiz", "Ana Ruiz", EntityType::person);
    const Findings found = s.find();
    ASSERT_EQ(found.statements.size(), 1u);
    const auto& row = found.statements[0];
    EXPECT_EQ(s.words(row.content[0]), "Trade rose");
    EXPECT_EQ(s.names(row.speakers), "Ana Ruiz");
    EXPECT_EQ(s.words(row.cue), "said");
    EXPECT_EQ(row.form, findings::Form::indirect);
    EXPECT_EQ(s.words(row.evidence[0]), "Trade rose , Ruiz said");
    EXPECT_EQ(found.statement_of_token, (std::vector<int>{0, 0, -1, -1, -1, -1}));
}

TEST(Statements, ThatIsLeftOutAndACoordinatedCueIsItsOwn) {
    Sample s(
        "Ruiz Ruiz NNP 2 nsubj\nsaid say VBD 0 root\nthat that IN 5 mark\ntrade trade NN 5 nsubj\nrose rise VBD 2 "
        "ccomp\n"
        "and and CC 7 cc\ndenounced denounce VBD 2 conj\nthe the DT 9 det\ntax tax NN 7 obj\n. . . 2 punct\n");
    s.mention("Ruiz", "Ana Ruiz", EntityType::person);
    const Findings found = s.find();
    ASSERT_EQ(found.statements.size(), 2u);
    EXPECT_EQ(s.words(found.statements[0].content[0]), "trade rose");
    EXPECT_EQ(s.words(found.statements[1].content[0]), "the tax");
    EXPECT_EQ(s.names(found.statements[1].speakers), "Ana Ruiz");
    ASSERT_EQ(found.stances.size(), 1u);
    EXPECT_TRUE(found.stances[0].against);
    EXPECT_EQ(s.words(found.stances[0].target_words), "the tax");
    EXPECT_EQ(found.stances[0].statement, 1);
}

TEST(Statements, NegatedAndModalCuesSayNothing) {
    for (const char* aux : {"not not RB 2 advmod", "would would MD 2 aux"}) {
        Sample s("Ruiz Ruiz NNP 3 nsubj\n" + std::string(aux).replace(std::string(aux).find('2'), 1, "3") +
                 "\nsay say VB 0 root\ntrade trade NN 5 nsubj\nrose rise VBD 3 ccomp\n");
        s.mention("Ruiz", "Ana Ruiz", EntityType::person);
        EXPECT_TRUE(s.find().statements.empty()) << aux;
    }
}

TEST(Statements, QuotationBrokenByItsCueIsOneStatement) {
    Sample s(
        "“ “ `` 3 punct\nTrade trade NN 3 nsubj\nrose rise VBD 7 ccomp\n, , , 3 punct\n” ” '' 3 punct\nRuiz Ruiz NNP 7 "
        "nsubj\nsaid say VBD 0 root\n. . . 7 punct\n\n"
        "“ “ `` 3 punct\nIt it PRP 3 nsubj\nfell fall VBD 0 root\n. . . 3 punct\n” ” '' 3 punct\n");
    s.mention("Ruiz", "Ana Ruiz", EntityType::person);
    const Findings found = s.find();
    ASSERT_EQ(found.statements.size(), 1u);
    EXPECT_EQ(found.statements[0].form, findings::Form::direct);
    ASSERT_EQ(found.statements[0].content.size(), 2u);
    EXPECT_EQ(s.words(found.statements[0].content[0]), "Trade rose ,");
    EXPECT_EQ(s.words(found.statements[0].content[1]), "It fell .");
}

TEST(Statements, BareQuotationOfTheNextParagraphIsTheLastSpeakers) {
    Sample s(
        "Ruiz Ruiz NNP 2 nsubj\nsaid say VBD 0 root\ntrade trade NN 4 nsubj\nrose rise VBD 2 ccomp\n. . . 2 punct\n//\n"
        "“ “ `` 3 punct\nIt it PRP 3 nsubj\nfell fall VBD 0 root\n. . . 3 punct\n” ” '' 3 punct\n");
    s.mention("Ruiz", "Ana Ruiz", EntityType::person);
    const Findings found = s.find();
    ASSERT_EQ(found.statements.size(), 2u);
    EXPECT_EQ(s.names(found.statements[1].speakers), "Ana Ruiz");
    EXPECT_TRUE(found.statements[1].cue.empty());
    EXPECT_EQ(found.statements[1].rule, "quote:continued");
}

TEST(Statements, WhoIsToldOfIsBy) {
    // Petrov said Norway denounced the tax.
    Sample s(
        "Petrov Petrov NNP 2 nsubj\nsaid say VBD 0 root\nNorway Norway NNP 4 nsubj\ndenounced denounce VBD 2 ccomp\n"
        "the the DT 6 det\ntax tax NN 4 obj\n. . . 2 punct\n");
    s.mention("Petrov", "Oleg Petrov", EntityType::person).mention("Norway", "Norway", EntityType::country, "NOR");
    const Findings found = s.find();
    ASSERT_EQ(found.statements.size(), 2u);
    EXPECT_EQ(s.names(found.statements[1].speakers), "Norway");
    EXPECT_EQ(s.names(found.statements[1].by), "Oleg Petrov");
    EXPECT_EQ(found.statements[1].parent, 0);
    EXPECT_EQ(found.statement_of_token[2], 0);
    EXPECT_EQ(found.statement_of_token[5], 1);
}

TEST(Statements, FirstPersonsAreTheSpeakers) {
    // “ We met . ” Ruiz told Boric . — "we" is both, "our countries" their states.
    Sample s(
        "“ “ `` 3 punct\nWe we PRP 3 nsubj\nmet meet VBD 10 ccomp\nour our PRP$ 5 nmod:poss\ncountries country NNS 3 "
        "obj\nI I PRP 3 dep\n, , , 3 punct\n” ” '' 3 punct\n"
        "Ruiz Ruiz NNP 10 nsubj\ntold tell VBD 0 root\nBoric Boric NNP 10 obj\n. . . 10 punct\n");
    s.mention("Ruiz", "Ana Ruiz", EntityType::person, "PER")
        .mention("Boric", "Gabriel Boric", EntityType::person, "CHL");
    s.entity("Peru", EntityType::country, "PER");
    s.entity("Chile", EntityType::country, "CHL");
    const Findings found = s.find();
    ASSERT_EQ(found.statements.size(), 1u);
    const findings::Document document{s.text, s.tree, s.mentions, "2024-05-03"};
    EXPECT_EQ(s.names(findings::actors_of(document, found, 1)), "Ana Ruiz + Gabriel Boric");
    EXPECT_EQ(s.names(findings::actors_of(document, found, 4)), "Peru + Chile");
    EXPECT_EQ(s.names(findings::actors_of(document, found, 5)), "Ana Ruiz");
    EXPECT_EQ(s.names(findings::actors_of(document, found, 8)), "Ana Ruiz");
}

TEST(Statements, AnEmptyOrUnannotatedTextHasNone) {
    EXPECT_TRUE(Sample("").find().statements.empty());
    Sample s("Ruiz Ruiz NNP 2 nsubj\nsaid say VBD 0 root\n");
    EXPECT_TRUE(s.find().statements.empty());
    s.tree = {};
    EXPECT_TRUE(s.find().statements.empty());
}

TEST(Groups, PactBetweenStates) {
    Sample s(
        "the the DT 3 det\nNORDPAC NORDPAC NNP 3 compound\npact pact NN 0 root\nbetween between IN 5 case\nNorway "
        "Norway NNP 3 nmod\nand and CC 7 cc\nJapan Japan NNP 5 conj\n");
    s.mention("NORDPAC", "NORDPAC", EntityType::organization)
        .mention("Norway", "Norway", EntityType::country)
        .mention("Japan", "Japan", EntityType::country);
    const Findings found = s.find();
    ASSERT_EQ(found.groups.size(), 1u);
    EXPECT_EQ(s.mentions.entities[found.groups[0].group].name, "NORDPAC");
    EXPECT_EQ(s.names(found.groups[0].members), "Norway + Japan");
    EXPECT_EQ(s.words(found.groups[0].evidence), "the NORDPAC pact between Norway and Japan");
}

TEST(Groups, MembersOfAnOrganisationUnlessDenied) {
    for (bool denied : {false, true}) {
        Sample s("Norway Norway NNP 5 nsubj\nis be VBZ 5 cop\n" +
                 std::string(denied ? "not not RB 5 advmod\n" : "surely surely RB 5 advmod\n") +
                 "a a DT 5 det\nmember member NN 0 root\nof of IN 7 case\nNATO NATO NNP 5 nmod\n");
        s.mention("Norway", "Norway", EntityType::country).mention("NATO", "NATO", EntityType::organization);
        EXPECT_EQ(s.find().groups.size(), denied ? 0u : 1u);
    }
}

TEST(Knowledge, EveryCueHasAKindAContentAndAnExample) {
    const Knowledge knowledge = Knowledge::embedded();
    const Table& cues = knowledge.table("cues");
    int verbs = 0;
    for (int row = 0; row < cues.rows(); ++row) {
        EXPECT_FALSE(cues.at(row, "kind").empty()) << cues.at(row, "cue");
        EXPECT_FALSE(cues.at(row, "content").empty()) << cues.at(row, "cue");
        EXPECT_FALSE(cues.at(row, "example").empty()) << cues.at(row, "cue");
        verbs += cues.at(row, "class") == "verb";
    }
    EXPECT_GE(verbs, 150);
}

}  // namespace
}  // namespace dragoman
