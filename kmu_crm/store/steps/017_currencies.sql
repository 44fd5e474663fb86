-- Currencies as lists wrote them become codes of ISO 4217, so that € and EUR are one; profiles of their documents stand in line.
CREATE TEMP TABLE named (word TEXT PRIMARY KEY, code TEXT NOT NULL);
INSERT INTO named VALUES
    ('EUR', 'EUR'), ('EURO', 'EUR'), ('EUROS', 'EUR'), ('€', 'EUR'), ('EUR€', 'EUR'), ('€EUR', 'EUR'),
    ('EUREURO', 'EUR'), ('EUROEUR', 'EUR'),
    ('CHF', 'CHF'), ('FR', 'CHF'), ('FRANCSUISSE', 'CHF'), ('FRANCHISVIZZERI', 'CHF'), ('FRANCOSVIZZERO', 'CHF'),
    ('FRANCSSUISSES', 'CHF'), ('FRANKEN', 'CHF'), ('SFR', 'CHF'), ('SCHWEIZERFR', 'CHF'), ('SCHWEIZERFRANKEN', 'CHF'),
    ('SWISSFRANC', 'CHF'), ('SWISSFRANCS', 'CHF'), ('CHFFR', 'CHF'), ('FRCHF', 'CHF'), ('CHFSCHWEIZERFRANKEN', 'CHF'),
    ('SCHWEIZERFRANKENCHF', 'CHF'),
    ('USD', 'USD'), ('$', 'USD'), ('$US', 'USD'), ('AMERIKANISCHEDOLLAR', 'USD'), ('AMERIKANISCHERDOLLAR', 'USD'),
    ('DOLLAR', 'USD'), ('DOLLARS', 'USD'), ('USDOLLAR', 'USD'), ('USDOLLARS', 'USD'), ('US$', 'USD'), ('USD$', 'USD'),
    ('GBP', 'GBP'), ('BRITISCHEPFUND', 'GBP'), ('BRITISCHESPFUND', 'GBP'), ('BRITISHPOUND', 'GBP'),
    ('BRITISHPOUNDS', 'GBP'), ('ENGLISCHEPFUND', 'GBP'), ('PFUND', 'GBP'), ('PFUNDSTERLING', 'GBP'), ('POUND', 'GBP'),
    ('POUNDSTERLING', 'GBP'), ('POUNDS', 'GBP'), ('POUNDSSTERLING', 'GBP'), ('£', 'GBP'),
    ('ATS', 'ATS'), ('SCHILLING', 'ATS'), ('ÖSTERREICHISCHESCHILLING', 'ATS'), ('ÖSTERREICHISCHERSCHILLING', 'ATS'),
    ('ÖS', 'ATS'),
    ('AUD', 'AUD'), ('A$', 'AUD'), ('AU$', 'AUD'), ('AUSTRALIANDOLLAR', 'AUD'), ('AUSTRALIANDOLLARS', 'AUD'),
    ('AUSTRALISCHEDOLLAR', 'AUD'), ('AUSTRALISCHERDOLLAR', 'AUD'),
    ('CAD', 'CAD'), ('C$', 'CAD'), ('CA$', 'CAD'), ('CANADIANDOLLAR', 'CAD'), ('CANADIANDOLLARS', 'CAD'),
    ('KANADISCHEDOLLAR', 'CAD'), ('KANADISCHERDOLLAR', 'CAD'),
    ('CZK', 'CZK'), ('CZECHKORUNA', 'CZK'), ('KČ', 'CZK'), ('TSCHECHISCHEKRONE', 'CZK'), ('TSCHECHISCHEKRONEN', 'CZK'),
    ('DEM', 'DEM'), ('DMARK', 'DEM'), ('DM', 'DEM'), ('DEUTSCHEMARK', 'DEM'),
    ('DKK', 'DKK'), ('DANISHKRONE', 'DKK'), ('DANISHKRONER', 'DKK'), ('DÄNISCHEKRONE', 'DKK'), ('DÄNISCHEKRONEN', 'DKK'),
    ('HUF', 'HUF'), ('FORINT', 'HUF'), ('FT', 'HUF'), ('HUNGARIANFORINT', 'HUF'), ('UNGARISCHEFORINT', 'HUF'),
    ('UNGARISCHERFORINT', 'HUF'),
    ('JPY', 'JPY'), ('JAPANESEYEN', 'JPY'), ('JAPANISCHEYEN', 'JPY'), ('JAPANISCHERYEN', 'JPY'), ('YEN', 'JPY'),
    ('NOK', 'NOK'), ('NORWEGIANKRONE', 'NOK'), ('NORWEGIANKRONER', 'NOK'), ('NORWEGISCHEKRONE', 'NOK'),
    ('NORWEGISCHEKRONEN', 'NOK'),
    ('PLN', 'PLN'), ('POLISHZLOTY', 'PLN'), ('POLNISCHEZLOTY', 'PLN'), ('POLNISCHERZLOTY', 'PLN'), ('ZLOTY', 'PLN'),
    ('ZŁOTY', 'PLN'), ('ZŁ', 'PLN'),
    ('SEK', 'SEK'), ('SCHWEDISCHEKRONE', 'SEK'), ('SCHWEDISCHEKRONEN', 'SEK'), ('SWEDISHKRONA', 'SEK'),
    ('SWEDISHKRONOR', 'SEK'),
    ('TRY', 'TRY'), ('LIRA', 'TRY'), ('TURKISHLIRA', 'TRY'), ('TÜRKISCHELIRA', 'TRY'), ('₺', 'TRY');
CREATE TEMP TABLE renamed (id INTEGER PRIMARY KEY, code TEXT, record_id INTEGER, current INTEGER);
INSERT INTO renamed
    SELECT fact.id, named.code, fact.record_id, fact.current
    FROM fact JOIN named ON fact.currency <> named.code
        AND named.word = upper(replace(replace(replace(replace(replace(fact.currency, '.', ''), ' ', ''), '-', ''), '(', ''), ')', ''))
    WHERE fact.currency NOT IN ('', 'EUR', 'CHF');
UPDATE fact SET currency = (SELECT code FROM renamed WHERE renamed.id = fact.id) WHERE id IN (SELECT id FROM renamed);
INSERT OR IGNORE INTO changed_record SELECT record_id FROM renamed WHERE current = 1 AND record_id IS NOT NULL;
INSERT OR IGNORE INTO changed_record SELECT record_id FROM party WHERE current = 1 AND EXISTS (SELECT 1 FROM renamed) LIMIT 1;
DROP TABLE renamed;
DROP TABLE named;
