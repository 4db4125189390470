"""Words of eight readers in three languages, and the awkward ones that every sentence must hold."""

from __future__ import annotations

NB = "\u00a0"

NEEDS = {
    "en": [
        "release approvals take nine days",
        "the pager wakes the wrong team",
        "no owner for the runbooks",
        "cloud spending grew by a third last year",
        "new engineers wait two weeks for access",
        "customers hear about outages before support does",
        "audits interrupt everybody for a month",
        "two vendors blame each other for every failure",
    ],
    "de": [
        "Freigaben dauern neun Tage",
        "Nachts wird das falsche Team geweckt",
        "Niemand ist für die Handbücher verantwortlich",
        "Die Kosten der Cloud sind um ein Drittel gestiegen",
        "Neue Kollegen warten zwei Wochen auf Zugänge",
        "Kunden erfahren von Ausfällen vor dem Support",
        "Prüfungen halten alle einen Monat lang auf",
        "Zwei Anbieter schieben sich jeden Fehler gegenseitig zu",
    ],
    "fr": [
        "les validations prennent neuf jours",
        "l'astreinte réveille la mauvaise équipe",
        "aucun responsable pour les procédures",
        "la facture du cloud a augmenté d'un tiers",
        "les nouveaux arrivants attendent leurs accès deux semaines",
        "les clients apprennent les pannes avant le support",
        "les audits bloquent tout le monde pendant un mois",
        "deux prestataires se renvoient chaque incident",
    ],
}
STORIES = {
    "en": [
        "we replaced three approvals with one checklist, and releases went from nine days to one",
        "I sorted alerts by service, and night calls fell by half",
        "I gave every runbook a named owner within a month",
        "we switched off idle machines at weekends and saved 40,000 dollars a year",
        "I wrote a single request form, so that accounts were ready on the first morning",
        "we built a status page which support could update without us",
        "I collected evidence all year round; the auditors left after four days",
        "I brought both suppliers to one weekly meeting, where tickets got one name each",
    ],
    "de": [
        "Wir haben drei Freigabestufen durch eine Checkliste ersetzt; danach dauerte es einen Tag statt neun",
        "Ich habe die Alarme nach Diensten sortiert, und die Anrufe gingen um die Hälfte zurück",
        "Jedes Handbuch hatte nach vier Wochen einen Namen",
        "Wir haben ungenutzte Rechner am Wochenende abgeschaltet und 40.000 € im Jahr gespart",
        "Mit einem einzigen Formular waren alle Konten am ersten Morgen bereit",
        "Wir haben eine Statusseite gebaut, welche die Hotline ohne uns pflegen konnte",
        "Ich habe Nachweise das ganze Jahr gesammelt; die Prüfer gingen nach vier Tagen wieder",
        "Ich habe beide Lieferanten an einen Tisch geholt, und jedes Ticket bekam einen Verantwortlichen",
    ],
    "fr": [
        "nous avons remplacé trois validations par une liste de contrôle, et tout sort en un jour",
        "j'ai trié les alertes par service, et les appels de nuit ont diminué de moitié",
        "chaque document avait un nom au bout d'un mois",
        "nous avons éteint les machines inutiles le week-end et économisé 40 000 € par an",
        "avec un seul formulaire, tous les comptes étaient prêts le premier matin",
        "nous avons monté une page d'état que l'assistance tenait à jour sans nous",
        "j'ai rassemblé les preuves toute l'année ; les auditeurs sont repartis après quatre jours",
        "j'ai réuni les deux fournisseurs chaque lundi, avec un pilote par ticket",
    ],
}
QUOTED = {"en": "“Word {} said it all.”", "de": "„Satz {} sagt alles.“", "fr": f"«{NB}La phrase {{}} dit tout.{NB}»"}
GREETINGS = {"en": "Hi Dana,", "de": "Sehr geehrte Frau Dr. Keller,", "fr": "Bonjour Madame Petit,"}
CLOSINGS = {
    "en": "Best regards,\nRobin Hale\n+1 555 0100",
    "de": "Mit freundlichen Grüßen\nRobin Hale",
    "fr": "Je vous prie d'agréer, Madame, mes salutations distinguées.\nRobin Hale",
}
DAYS = {
    "en-US": ("", " on Tuesday, November 17", " yesterday"),
    "en-GB": ("", " on Tuesday 17 November", " yesterday"),
    "de": ("", " am 17. November", " gestern"),
    "fr": ("", " le mardi 17 novembre", " hier"),
}
SECOND_DAYS = ("", " du mardi 17 novembre", " d'hier")
ROLES = {"en": ("the SRE lead role", "the role"), "de": ("die Stelle Leitung SRE",), "fr": ("ce poste",)}
BY = {
    "en": ("", " by Friday", " by December 2"),
    "de": ("", " sich bis zum 2. Dezember", " Ihnen bis Freitag"),
    "fr": ("", " d'ici vendredi", " d'ici le 2 décembre"),
}
AWKWARD = {
    "en": {
        "quote": (
            "“Kubernetes was never the problem.”",
            "“Who would you call at three in the morning?”",
            "“We have four teams, two release calendars and one person who knows how they fit together.”",
        ),
        "phrase": ("“calm the release train.”", "“calm the release train”"),
        "need": (
            "the nightly batch that feeds the regional warehouses fails about twice a week, and nobody knows the code",
            "Jira tickets wait for weeks.",
            "how does one get a release out?",
            "invoices from Acme Inc.",
        ),
        "story": (
            "I cut releases from nine days to one",
            "SAP rollout in 40 plants, two weeks early",
            "I ran CI at X Ltd.",
        ),
        "promise": (
            "send the case study",
            "ask Grace whether she can talk to you about the two audits",
            "write to Acme Inc.",
        ),
        "commitment": ("call with the panel's dates", "get back to me next week", "call at 9 a.m.", "say who decides?"),
        "day": ("Friday", "December 2"),
        "next": ("", " on Tuesday, December 8"),
    },
    "de": {
        "quote": (
            "„Jira war nie das Problem.“",
            "„Wen würden Sie nachts um drei anrufen?“",
        ),
        "phrase": ("„Ruhe in die Freigaben bringen“",),
        "need": (
            "Der nächtliche Lauf, der die Lager versorgt, bricht etwa zweimal in der Woche ab",
            "Jira-Tickets liegen wochenlang.",
            "Kein Verantwortlicher für die Handbücher",
            "Wer entscheidet?",
        ),
        "story": (
            "Eine Checkliste anstelle von drei Freigaben brachte uns von neun Tagen auf einen",
            "SAP-Einführung in 40 Werken, zwei Wochen vor dem Plan",
            "Das lief bei Umzügen, Inventur usw.",
        ),
        "promise": (
            "das Fallbeispiel schicken",
            "den Kontakt zu meiner früheren Vorgesetzten geben",
            "die Folien schicken",
        ),
        "commitment": (
            "wegen der Termine anrufen",
            "melden",
            "klären, ob das Reisebudget für einen zweiten Besuch reicht",
        ),
        "day": ("Freitag", "2. Dezember"),
        "next": ("", " am 8. Dezember"),
    },
    "fr": {
        "quote": (
            f"«{NB}Jira n'a jamais été le problème.{NB}»",
            f"«{NB}Qui appelleriez-vous à trois heures du matin{NB}?{NB}»",
        ),
        "phrase": (f"«{NB}apaiser les mises en production{NB}»",),
        "need": (
            "le traitement de nuit qui alimente les entrepôts tombe deux fois par semaine",
            "Jira déborde de demandes sans réponse.",
            "aucun responsable pour les procédures",
            f"qui décide{NB}?",
        ),
        "story": (
            "une seule liste de contrôle à la place de trois validations nous a fait passer de neuf jours à un",
            "déploiement de SAP dans 40 usines, avec deux semaines d'avance",
            "cela a servi aux bilans, inventaires, etc.",
        ),
        "promise": (
            "vous envoyer l'étude de cas",
            "demander à mon ancienne responsable si elle peut échanger avec vous",
        ),
        "commitment": ("me rappeler avec les dates du jury", "me tenir au courant", "organiser un tour du site"),
        "day": ("vendredi", "le 2 décembre"),
        "next": ("", " le mardi 8 décembre"),
    },
}
