SELECT
  `claim`,
  `day`,
  `line`,
  `line__outcome` AS `reason`,
  CASE
    WHEN NOT (
      `line__outcome` = 0
      OR `line__outcome` = 68
      OR `line__outcome` = 21
      OR `line__outcome` = 22
      OR `line__outcome` = 18
    )
    THEN 0
    WHEN `has_charge`
    THEN LEAST(`line__adjusted`, CAST(`charge` AS BIGINT))
    ELSE `line__adjusted`
  END AS `amount`
FROM (
  SELECT
    `claim`,
    `line`,
    `day`,
    `charge`,
    `has_charge`,
    `line__adjusted`,
    CASE
      WHEN NOT `part_4`
      THEN `line__checks`
      WHEN `part_5`
      AND NOT (
        (
          `part_4` OR `line__checks` = 29 OR `line__checks` = 30 OR `line__checks` = 31
        )
        AND `part_5`
      )
      THEN 60
      WHEN `part_2` AND `pctc` IN ('1', '4') AND `row` = ''
      THEN 15
      WHEN (
        `part_1` AND `na_facility`
      ) OR (
        NOT `part_1` AND `na_nonfacility`
      )
      THEN 18
      ELSE 0
    END AS `line__outcome`
  FROM (
    SELECT
      `claim`,
      `line`,
      `day`,
      `charge`,
      `has_charge`,
      `na_facility`,
      `na_nonfacility`,
      `pctc`,
      `row`,
      `part_1`,
      `part_2`,
      `line__checks`,
      `part_5`,
      `line__checks` = 0 AS `part_4`,
      (
        (
          CASE
            WHEN NOT (
              `opps_cap__fee` > 0
            )
            THEN `multiple_surgery__amount`
            ELSE LEAST(`multiple_surgery__amount`, `opps_cap__fee` * `bilateral__procedures`)
          END * CASE
            WHEN `provider` = 'NP'
            THEN CAST(85 AS BIGINT)
            WHEN `provider` = 'CNS'
            THEN 85
            WHEN `provider` = 'PA'
            THEN 85
            WHEN `provider` = 'RD'
            THEN 85
            WHEN `provider` = 'CSW'
            THEN 75
            WHEN `provider` = 'CP'
            THEN 100
            WHEN `provider` = 'CNM'
            THEN 100
            WHEN `provider` = 'MFT'
            THEN 75
            WHEN `provider` = 'MHC'
            THEN 75
            ELSE 100
          END
        ) * CASE WHEN `participating` THEN CAST(100 AS BIGINT) ELSE 95 END + 5000
      ) DIV 10000 AS `line__adjusted`
    FROM (
      SELECT
        `claim`,
        `line`,
        `day`,
        `charge`,
        `has_charge`,
        `na_facility`,
        `na_nonfacility`,
        `participating`,
        `pctc`,
        `provider`,
        `row`,
        `bilateral__procedures`,
        `part_1`,
        `part_2`,
        `part_5`,
        CASE
          WHEN `release_missing`
          THEN CAST(2 AS BIGINT)
          WHEN NOT `row_found` AND NOT `component_missing`
          THEN 1
          WHEN `bilateral__procedures` < 1
          THEN 5
          WHEN NOT `place_known`
          THEN 10
          WHEN NOT `place_setting` IN ('facility', 'nonfacility')
          THEN 11
          WHEN `mod_26` AND `mod_TC`
          THEN 13
          WHEN `component_missing`
          THEN 12
          WHEN `status` = 'B'
          THEN 47
          WHEN `status` = 'C'
          THEN 48
          WHEN `status` = 'D'
          THEN 49
          WHEN `status` = 'E'
          THEN 50
          WHEN `status` = 'F'
          THEN 51
          WHEN `status` = 'G'
          THEN 52
          WHEN `status` = 'H'
          THEN 53
          WHEN `status` = 'I'
          THEN 54
          WHEN `status` = 'M'
          THEN 56
          WHEN `status` = 'N'
          THEN 57
          WHEN `status` = 'P'
          THEN 58
          WHEN `status` = 'X'
          THEN 59
          WHEN (
            `mod_TC` OR `pctc` = '3'
          ) AND `part_2`
          THEN 14
          WHEN `pctc` = '5' AND `part_2`
          THEN 63
          WHEN `pctc` = '7' AND `part_2` AND `provider` = 'therapist'
          THEN 64
          WHEN `pctc` = '8' AND NOT `part_2`
          THEN 65
          WHEN `provider` IN ('MFT', 'MHC')
          AND CASE WHEN `day` >= CAST('2024-01-01' AS DATE) THEN CAST(1 AS BIGINT) ELSE 0 END = 0
          THEN 66
          WHEN `locality_missing`
          THEN 3
          WHEN `factor` = 0
          THEN 61
          WHEN `base__fee` = 0
          THEN 4
          ELSE 0
        END AS `line__checks`,
        CASE
          WHEN `part_6` + `opps_mp` > 0 AND CAST(1 AS BIGINT) = 1
          THEN (
            (
              (
                `part_3` + `part_6` * `pe_gpci`
              ) + `opps_mp` * `mp_gpci`
            ) * `factor` + 5000000
          ) DIV 10000000
          ELSE 0
        END AS `opps_cap__fee`,
        `base__fee` * `bilateral__procedures` AS `multiple_surgery__amount`
      FROM (
        SELECT
          `claim`,
          `line`,
          `day`,
          `charge`,
          `component_missing`,
          `has_charge`,
          `locality_missing`,
          `mod_26`,
          `mod_TC`,
          `na_facility`,
          `na_nonfacility`,
          `participating`,
          `pctc`,
          `place_known`,
          `place_setting`,
          `provider`,
          `release_missing`,
          `row`,
          `row_found`,
          `status`,
          `bilateral__procedures`,
          `part_1`,
          `factor`,
          `part_3`,
          `pe_gpci`,
          `mp_gpci`,
          `part_5`,
          `opps_mp`,
          `part_1` AND `hospital_place` AS `part_2`,
          (
            (
              (
                `part_3` + CASE
                  WHEN `part_1`
                  THEN CAST(`pe_facility` AS BIGINT)
                  ELSE CAST(`pe_nonfacility` AS BIGINT)
                END * `pe_gpci`
              ) + CAST(`mp` AS BIGINT) * `mp_gpci`
            ) * `factor` + 5000000
          ) DIV 10000000 AS `base__fee`,
          CASE
            WHEN `part_1`
            THEN CAST(`opps_pe_facility` AS BIGINT)
            ELSE CAST(`opps_pe_nonfacility` AS BIGINT)
          END AS `part_6`
        FROM (
          SELECT
            `claim`,
            `line`,
            `day`,
            `charge`,
            `component_missing`,
            `has_charge`,
            `hospital_place`,
            `locality_missing`,
            `mod_26`,
            `mod_TC`,
            `mp`,
            `na_facility`,
            `na_nonfacility`,
            `opps_pe_facility`,
            `opps_pe_nonfacility`,
            `participating`,
            `pctc`,
            `pe_facility`,
            `pe_nonfacility`,
            `place_known`,
            `place_setting`,
            `provider`,
            `release_missing`,
            `row`,
            `row_found`,
            `status`,
            CAST(`units` AS BIGINT) AS `bilateral__procedures`,
            `place_setting` = 'facility' AS `part_1`,
            CAST(`factor` AS BIGINT) AS `factor`,
            (
              CAST(`work` AS BIGINT) * 1
            ) * CAST(`work_gpci` AS BIGINT) AS `part_3`,
            CAST(`pe_gpci` AS BIGINT) AS `pe_gpci`,
            CAST(`mp_gpci` AS BIGINT) AS `mp_gpci`,
            `status` = 'T' AS `part_5`,
            CAST(`opps_mp` AS BIGINT) AS `opps_mp`
          FROM `lines`
        )
      )
    )
  )
)
