SELECT
  `claim`,
  `day`,
  `line`,
  `line__outcome` AS `reason`,
  CASE
    WHEN `part_18`
    THEN 0
    WHEN `has_charge`
    THEN LEAST(`line__adjusted`, `charge`)
    ELSE `line__adjusted`
  END AS `amount`
FROM (
  SELECT
    `claim`,
    `day`,
    `line`,
    `has_charge`,
    `line__outcome`,
    `part_18`,
    `charge`,
    (
      `participation__amount` + 500000000000000
    ) DIV 1000000000000000 AS `line__adjusted`
  FROM (
    SELECT
      `claim`,
      `day`,
      `line`,
      `has_charge`,
      `line__outcome`,
      `part_18`,
      `charge`,
      (
        CASE
          WHEN `part_10`
          THEN CAST(`anesthesia__amount` AS DECIMAL(38, 0)) * 10000000
          ELSE CASE
            WHEN `part_25`
            THEN CAST(`part_46` AS DECIMAL(38, 0)) * 100000 + CAST(GREATEST(`opps_cap__amount` - `part_46`, 0) AS DECIMAL(38, 0)) * CAST(`part_47` AS DECIMAL(38, 0))
            ELSE CAST(`opps_cap__amount` AS DECIMAL(38, 0)) * 100000
          END * CAST(`roles__share` AS DECIMAL(38, 0))
        END * CAST(`practitioner__share` AS DECIMAL(38, 0))
      ) * CAST(`part_48` AS DECIMAL(38, 0)) AS `participation__amount`
    FROM (
      SELECT
        `claim`,
        `day`,
        `line`,
        `has_charge`,
        `part_10`,
        `line__outcome`,
        `part_18`,
        `anesthesia__amount`,
        `part_25`,
        `opps_cap__amount`,
        `part_47`,
        `roles__share`,
        `practitioner__share`,
        `part_48`,
        `charge`,
        LEAST(`opps_cap__amount`, GREATEST(`part_45` * 100 - `imaging__professional_cut`, 0)) AS `part_46`
      FROM (
        SELECT
          `claim`,
          `day`,
          `line`,
          `has_charge`,
          `part_10`,
          `line__outcome`,
          `part_18`,
          `anesthesia__amount`,
          `part_25`,
          `imaging__professional_cut`,
          `part_45`,
          `part_47`,
          `roles__share`,
          `practitioner__share`,
          `part_48`,
          `charge`,
          CASE
            WHEN `part_28`
            THEN `imaging__amount`
            WHEN `part_33`
            THEN GREATEST(
              (
                `imaging__amount` - (
                  `part_42` * GREATEST(`bilateral__procedures` - `imaging__technical_later`, 0)
                ) * 100
              ) - (
                `part_43` * `imaging__technical_later`
              ) * 10,
              0
            )
            ELSE LEAST(`imaging__amount`, `part_44` * 100)
          END AS `opps_cap__amount`
        FROM (
          SELECT
            `claim`,
            `day`,
            `line`,
            `has_charge`,
            `part_10`,
            `line__outcome`,
            `part_18`,
            `anesthesia__amount`,
            `part_25`,
            `part_28`,
            `bilateral__procedures`,
            `part_33`,
            `imaging__technical_later`,
            `imaging__professional_cut`,
            `part_42`,
            `part_43`,
            `part_44`,
            `part_45`,
            `part_47`,
            `roles__share`,
            `practitioner__share`,
            `part_48`,
            `charge`,
            GREATEST(
              (
                `multiple_surgery__amount` * 10 - `part_32` * `imaging__technical_later`
              ) * 10 - `imaging__professional_cut`,
              0
            ) AS `imaging__amount`
          FROM (
            SELECT
              `claim`,
              `day`,
              `line`,
              `has_charge`,
              `part_10`,
              `line__outcome`,
              `part_18`,
              `anesthesia__amount`,
              `part_25`,
              `part_28`,
              `bilateral__procedures`,
              `multiple_surgery__amount`,
              `part_32`,
              `part_33`,
              `part_42`,
              `part_43`,
              `part_44`,
              `part_45`,
              `part_47`,
              `roles__share`,
              `practitioner__share`,
              `part_48`,
              `charge`,
              CASE
                WHEN `part_33`
                THEN CASE WHEN `part_35` THEN `part_36` ELSE `bilateral__procedures` END
                ELSE 0
              END AS `imaging__technical_later`,
              CASE
                WHEN `part_33`
                THEN `part_38` * CASE WHEN `part_40` THEN `part_36` ELSE `bilateral__procedures` END
                ELSE 0
              END AS `imaging__professional_cut`
            FROM (
              SELECT
                `claim`,
                `day`,
                `line`,
                `has_charge`,
                `part_10`,
                `line__outcome`,
                `part_18`,
                `anesthesia__amount`,
                `part_25`,
                `part_28`,
                `bilateral__procedures`,
                `multiple_surgery__amount`,
                `part_32`,
                `part_33`,
                `part_36`,
                `part_38`,
                `part_42`,
                `part_43`,
                `part_44`,
                `part_45`,
                `part_47`,
                `roles__share`,
                `practitioner__share`,
                `part_48`,
                `charge`,
                `part_34` AND SUM(CASE WHEN `part_34` THEN 1 ELSE 0 END) OVER `w1` = 1 AS `part_35`,
                `part_39` AND SUM(CASE WHEN `part_39` THEN 1 ELSE 0 END) OVER `w2` = 1 AS `part_40`
              FROM (
                SELECT
                  `claim`,
                  `day`,
                  `line`,
                  `has_charge`,
                  `multiple`,
                  `part_10`,
                  `line__outcome`,
                  `part_18`,
                  `part_25`,
                  `part_28`,
                  `bilateral__procedures`,
                  `multiple_surgery__amount`,
                  `part_31`,
                  `part_32`,
                  `part_33`,
                  `imaging__family`,
                  `part_34`,
                  `part_36`,
                  `part_37`,
                  `part_38`,
                  `part_39`,
                  `part_42`,
                  `part_43`,
                  `part_44`,
                  `part_45`,
                  `part_47`,
                  `roles__share`,
                  `practitioner__share`,
                  `part_48`,
                  `charge`,
                  (
                    CASE
                      WHEN `mod_AD`
                      THEN 30
                      WHEN `anesthesia__leads` OR (
                        `part_19` AND `part_24`
                      )
                      THEN `base_units` + (
                        (
                          2 * CAST(10 AS BIGINT) * CASE
                            WHEN `part_24`
                            THEN `minutes`
                            ELSE CASE WHEN `anesthesia__leads` THEN `minutes` ELSE 0 END
                          END + CAST(15 AS BIGINT)
                        ) DIV (
                          2 * CAST(15 AS BIGINT)
                        )
                      )
                      WHEN `part_19` AND `part_21`
                      THEN `base_units`
                      ELSE 0
                    END * CAST(`anesthesia_factor` AS BIGINT)
                  ) * CASE WHEN `mod_QK` OR `mod_QX` OR `mod_QY` THEN CAST(5 AS BIGINT) ELSE 10 END AS `anesthesia__amount`
                FROM (
                  SELECT
                    `claim`,
                    `day`,
                    `line`,
                    `anesthesia_factor`,
                    `has_charge`,
                    `mod_AD`,
                    `mod_QK`,
                    `mod_QX`,
                    `mod_QY`,
                    `multiple`,
                    `part_10`,
                    `line__outcome`,
                    `part_19`,
                    `part_21`,
                    `part_24`,
                    `base_units`,
                    `minutes`,
                    `part_25`,
                    `part_28`,
                    `bilateral__procedures`,
                    `multiple_surgery__amount`,
                    `part_31`,
                    `part_32`,
                    `part_33`,
                    `imaging__family`,
                    `part_36`,
                    `part_37`,
                    `part_38`,
                    `part_42`,
                    `part_43`,
                    `part_44`,
                    `part_45`,
                    `part_47`,
                    `roles__share`,
                    `practitioner__share`,
                    `part_48`,
                    `charge`,
                    NOT `line__outcome` IN (
                      '',
                      'note.patient_share',
                      'note.bilateral_pair',
                      'note.bilateral_at_full',
                      'note.na_setting'
                    ) AS `part_18`,
                    `part_19` AND NOT `part_21` AND NOT `part_23` AS `anesthesia__leads`,
                    `part_33` AND `part_31` > 0 AS `part_34`,
                    `part_33` AND `part_37` > 0 AS `part_39`
                  FROM (
                    SELECT
                      `claim`,
                      `day`,
                      `line`,
                      `anesthesia_factor`,
                      `has_charge`,
                      `mod_AD`,
                      `mod_QK`,
                      `mod_QX`,
                      `mod_QY`,
                      `multiple`,
                      `part_10`,
                      `part_21`,
                      `part_23`,
                      `part_24`,
                      `base_units`,
                      `minutes`,
                      `part_25`,
                      `part_28`,
                      `bilateral__procedures`,
                      `multiple_surgery__amount`,
                      `part_31`,
                      `part_32`,
                      `imaging__family`,
                      `part_36`,
                      `part_37`,
                      `part_38`,
                      `part_42`,
                      `part_44`,
                      `part_45`,
                      `part_47`,
                      `roles__share`,
                      `practitioner__share`,
                      `part_48`,
                      `charge`,
                      CASE
                        WHEN NOT `part_15`
                        THEN `line__checks`
                        WHEN `part_16` AND NOT (
                          `line__competes` AND `part_16`
                        )
                        THEN 'status.T_with_others'
                        WHEN `part_3` AND `part_17` AND `row` = ''
                        THEN 'component.whole_in_hospital'
                        WHEN `patient_share`
                        THEN 'note.patient_share'
                        WHEN `mod_50` AND `bilateral` IN ('0', '2')
                        THEN 'note.bilateral_at_full'
                        WHEN (
                          `part_2` AND `na_facility`
                        ) OR (
                          NOT `part_2` AND `na_nonfacility`
                        )
                        THEN 'note.na_setting'
                        ELSE ''
                      END AS `line__outcome`,
                      `part_10` AND `part_15` AND NOT `mod_AD` AS `part_19`,
                      `line__competes` AND NOT `part_22` AS `part_33`,
                      GREATEST((
                        `bilateral__fee` * 10 - `part_32`
                      ) - `part_41` * 10, 0) AS `part_43`
                    FROM (
                      SELECT
                        `claim`,
                        `day`,
                        `line`,
                        `anesthesia_factor`,
                        `bilateral`,
                        `has_charge`,
                        `mod_50`,
                        `mod_AD`,
                        `mod_QK`,
                        `mod_QX`,
                        `mod_QY`,
                        `multiple`,
                        `na_facility`,
                        `na_nonfacility`,
                        `patient_share`,
                        `row`,
                        `part_2`,
                        `part_3`,
                        `part_10`,
                        `line__checks`,
                        `part_16`,
                        `part_17`,
                        `part_21`,
                        `part_22`,
                        `part_23`,
                        `part_24`,
                        `base_units`,
                        `minutes`,
                        `part_25`,
                        `part_28`,
                        `bilateral__fee`,
                        `bilateral__procedures`,
                        `part_31`,
                        `imaging__family`,
                        `part_36`,
                        `part_37`,
                        `part_41`,
                        `part_47`,
                        `roles__share`,
                        `practitioner__share`,
                        `part_48`,
                        `charge`,
                        `line__checks` = '' AS `part_15`,
                        `line__checks` IN ('', 'unusual.22', 'reduced.52', 'discontinued.53')
                        AND `part_13` AS `line__competes`,
                        CASE
                          WHEN `part_9`
                          THEN (
                            (
                              `bilateral__fee` * `split_care__share` + 500
                            ) DIV 1000
                          ) * 10
                          ELSE `bilateral__fee`
                        END * `bilateral__procedures` AS `multiple_surgery__amount`,
                        `part_31` * (
                          CAST(10 AS BIGINT) - 5
                        ) AS `part_32`,
                        `part_37` * (
                          CAST(100 AS BIGINT) - 95
                        ) AS `part_38`,
                        GREATEST(`bilateral__fee` - `part_41`, 0) AS `part_42`,
                        `part_41` * `bilateral__procedures` AS `part_44`,
                        `part_37` * `bilateral__procedures` AS `part_45`
                      FROM (
                        SELECT
                          `claim`,
                          `day`,
                          `line`,
                          `anesthesia_factor`,
                          `bilateral`,
                          `has_charge`,
                          `mod_50`,
                          `mod_AD`,
                          `mod_QK`,
                          `mod_QX`,
                          `mod_QY`,
                          `multiple`,
                          `na_facility`,
                          `na_nonfacility`,
                          `patient_share`,
                          `row`,
                          `part_2`,
                          `part_3`,
                          `part_9`,
                          `split_care__share`,
                          `part_10`,
                          `part_13`,
                          `part_16`,
                          `part_17`,
                          `part_21`,
                          `part_22`,
                          `part_23`,
                          `part_24`,
                          `base_units`,
                          `minutes`,
                          `part_25`,
                          `bilateral__procedures`,
                          `imaging__family`,
                          `part_47`,
                          `roles__share`,
                          `practitioner__share`,
                          `part_48`,
                          `charge`,
                          CASE
                            WHEN `release_missing`
                            THEN 'release.missing'
                            WHEN NOT `row_found` AND NOT `component_missing`
                            THEN 'row.unknown'
                            WHEN `units` < 1
                            THEN 'units.bad'
                            WHEN `unknown_modifier`
                            THEN 'modifier.unknown'
                            WHEN `mod_GY`
                            THEN 'excluded.GY'
                            WHEN `mod_GZ`
                            THEN 'excluded.GZ'
                            WHEN `unmodelled_modifier`
                            THEN 'modifier.not_modelled'
                            WHEN `mod_73` OR `mod_74`
                            THEN 'facility.73_74'
                            WHEN NOT `place_known`
                            THEN 'place.unknown'
                            WHEN NOT `place_setting` IN ('facility', 'nonfacility')
                            THEN 'place.no_setting'
                            WHEN `mod_26` AND `mod_TC`
                            THEN 'component.both'
                            WHEN `component_missing`
                            THEN 'component.absent'
                            WHEN `status` = 'B'
                            THEN 'status.B'
                            WHEN `status` = 'C'
                            THEN 'status.C'
                            WHEN `status` = 'D'
                            THEN 'status.D'
                            WHEN `status` = 'E'
                            THEN 'status.E'
                            WHEN `status` = 'F'
                            THEN 'status.F'
                            WHEN `status` = 'G'
                            THEN 'status.G'
                            WHEN `status` = 'H'
                            THEN 'status.H'
                            WHEN `status` = 'I'
                            THEN 'status.I'
                            WHEN `status` = 'M'
                            THEN 'status.M'
                            WHEN `status` = 'N'
                            THEN 'status.N'
                            WHEN `status` = 'P'
                            THEN 'status.P'
                            WHEN `status` = 'X'
                            THEN 'status.X'
                            WHEN (
                              `mod_TC` OR `part_1`
                            ) AND `part_3`
                            THEN 'component.technical_in_facility'
                            WHEN `pctc` = '5' AND `part_3`
                            THEN 'incident_to.in_hospital'
                            WHEN `pctc` = '7' AND `part_3` AND `provider` = 'therapist'
                            THEN 'therapy.in_hospital'
                            WHEN `pctc` = '8' AND NOT `part_3`
                            THEN 'interpretation.not_inpatient'
                            WHEN `provider` IN ('MFT', 'MHC')
                            AND CASE WHEN `day` >= CAST('2024-01-01' AS DATE) THEN CAST(1 AS BIGINT) ELSE 0 END = 0
                            THEN 'practitioner.not_yet'
                            WHEN `part_4` AND `bilateral` = '9'
                            THEN 'bilateral.not_applicable'
                            WHEN `mod_50` AND `part_5` AND `units` > 1
                            THEN 'bilateral.twice'
                            WHEN `part_4` AND `units` > 2
                            THEN 'bilateral.twice'
                            WHEN (
                              `part_6` AND (
                                `mod_62` OR `mod_66`
                              )
                            ) OR (
                              `mod_62` AND `mod_66`
                            )
                            THEN 'roles.contradict'
                            WHEN `part_6` AND `assistant` = '9'
                            THEN 'assistant.not_applicable'
                            WHEN `part_6` AND `assistant` = '1'
                            THEN 'assistant.never'
                            WHEN `part_6` AND `assistant` = '0'
                            THEN 'assistant.needs_documentation'
                            WHEN `mod_62` AND `co_surgeon` = '9'
                            THEN 'co_surgeon.not_applicable'
                            WHEN `mod_62` AND `co_surgeon` = '0'
                            THEN 'co_surgeon.never'
                            WHEN `mod_62` AND `co_surgeon` = '1'
                            THEN 'co_surgeon.needs_documentation'
                            WHEN `mod_66` AND `team` = '9'
                            THEN 'team.not_applicable'
                            WHEN `mod_66` AND `team` = '0'
                            THEN 'team.never'
                            WHEN `mod_66`
                            THEN 'team.by_report'
                            WHEN `part_7` AND NOT `part_8`
                            THEN 'split_care.not_applicable'
                            WHEN `mod_78` AND `part_7`
                            THEN 'split_care.not_applicable'
                            WHEN `part_9` AND `part_8` AND `split_care__share` = 0
                            THEN 'split_care.no_shares'
                            WHEN `part_10` AND NOT `has_anesthesia_factor`
                            THEN 'anesthesia.factor'
                            WHEN `part_11` AND NOT `has_base_units`
                            THEN 'anesthesia.base_units'
                            WHEN `part_11` AND NOT `part_12` AND NOT `has_minutes`
                            THEN 'anesthesia.minutes'
                            WHEN `locality_missing`
                            THEN 'locality.missing'
                            WHEN `part_13` AND `factor` = 0
                            THEN 'factor.missing'
                            WHEN `part_13` AND `base__fee` = 0
                            THEN 'no_rvus'
                            WHEN `mod_22`
                            THEN 'unusual.22'
                            WHEN `mod_52`
                            THEN 'reduced.52'
                            WHEN `mod_53` AND NOT `has_row_53`
                            THEN 'discontinued.53'
                            ELSE ''
                          END AS `line__checks`,
                          NOT (
                            `opps_cap__fee` > 0
                          ) AS `part_28`,
                          `base__fee` * `bilateral__line_sides` AS `bilateral__fee`,
                          CASE
                            WHEN `part_29`
                            THEN 0
                            WHEN `part_30`
                            THEN `base__fee`
                            WHEN `part_17`
                            THEN (
                              (
                                (
                                  (
                                    CAST(`tc_work` AS BIGINT) * 1
                                  ) * `work_gpci` + CASE
                                    WHEN `part_2`
                                    THEN CAST(`tc_pe_facility` AS BIGINT)
                                    ELSE CAST(`tc_pe_nonfacility` AS BIGINT)
                                  END * `pe_gpci`
                                ) + CAST(`tc_mp` AS BIGINT) * `mp_gpci`
                              ) * `factor` + 5000000
                            ) DIV 10000000
                            ELSE 0
                          END * `bilateral__line_sides` AS `part_31`,
                          GREATEST(`bilateral__procedures` - 1, 0) AS `part_36`,
                          CASE
                            WHEN `part_30`
                            THEN 0
                            WHEN `part_29`
                            THEN `base__fee`
                            WHEN `part_17`
                            THEN (
                              (
                                (
                                  (
                                    CAST(`pc_work` AS BIGINT) * 1
                                  ) * `work_gpci` + CASE
                                    WHEN `part_2`
                                    THEN CAST(`pc_pe_facility` AS BIGINT)
                                    ELSE CAST(`pc_pe_nonfacility` AS BIGINT)
                                  END * `pe_gpci`
                                ) + CAST(`pc_mp` AS BIGINT) * `mp_gpci`
                              ) * `factor` + 5000000
                            ) DIV 10000000
                            ELSE `base__fee`
                          END * `bilateral__line_sides` AS `part_37`,
                          `opps_cap__fee` * `bilateral__line_sides` AS `part_41`
                        FROM (
                          SELECT
                            `claim`,
                            `day`,
                            `line`,
                            `anesthesia_factor`,
                            `assistant`,
                            `bilateral`,
                            `co_surgeon`,
                            `component_missing`,
                            `has_anesthesia_factor`,
                            `has_base_units`,
                            `has_charge`,
                            `has_minutes`,
                            `has_row_53`,
                            `locality_missing`,
                            `mod_22`,
                            `mod_26`,
                            `mod_50`,
                            `mod_52`,
                            `mod_53`,
                            `mod_62`,
                            `mod_66`,
                            `mod_73`,
                            `mod_74`,
                            `mod_78`,
                            `mod_AD`,
                            `mod_GY`,
                            `mod_GZ`,
                            `mod_QK`,
                            `mod_QX`,
                            `mod_QY`,
                            `mod_TC`,
                            `multiple`,
                            `na_facility`,
                            `na_nonfacility`,
                            `patient_share`,
                            `pc_mp`,
                            `pc_pe_facility`,
                            `pc_pe_nonfacility`,
                            `pc_work`,
                            `pctc`,
                            `place_known`,
                            `place_setting`,
                            `provider`,
                            `release_missing`,
                            `row`,
                            `row_found`,
                            `status`,
                            `tc_mp`,
                            `tc_pe_facility`,
                            `tc_pe_nonfacility`,
                            `tc_work`,
                            `team`,
                            `unknown_modifier`,
                            `unmodelled_modifier`,
                            `units`,
                            `part_1`,
                            `part_2`,
                            `part_3`,
                            `part_4`,
                            `part_5`,
                            `part_6`,
                            `part_7`,
                            `part_8`,
                            `part_9`,
                            `split_care__share`,
                            `part_10`,
                            `part_11`,
                            `part_12`,
                            `part_13`,
                            `factor`,
                            `work_gpci`,
                            `pe_gpci`,
                            `mp_gpci`,
                            `part_16`,
                            `part_17`,
                            `part_21`,
                            `part_22`,
                            `part_23`,
                            `base_units`,
                            `minutes`,
                            `part_25`,
                            `part_29`,
                            `part_30`,
                            `imaging__family`,
                            `part_47`,
                            `roles__share`,
                            `practitioner__share`,
                            `part_48`,
                            `charge`,
                            (
                              (
                                (
                                  `part_14` + CASE
                                    WHEN `part_2`
                                    THEN CAST(`pe_facility` AS BIGINT)
                                    ELSE CAST(`pe_nonfacility` AS BIGINT)
                                  END * `pe_gpci`
                                ) + CAST(`mp` AS BIGINT) * `mp_gpci`
                              ) * `factor` + 5000000
                            ) DIV 10000000 AS `base__fee`,
                            `part_20` OR `part_23` AS `part_24`,
                            CASE
                              WHEN `part_26` + `opps_mp` > 0 AND `part_27`
                              THEN (
                                (
                                  (
                                    `part_14` + `part_26` * `pe_gpci`
                                  ) + `opps_mp` * `mp_gpci`
                                ) * `factor` + 5000000
                              ) DIV 10000000
                              ELSE 0
                            END AS `opps_cap__fee`,
                            CASE
                              WHEN `bilateral__both_on_line` AND `bilateral` = '1'
                              THEN CAST(15 AS BIGINT)
                              ELSE 10
                            END AS `bilateral__line_sides`,
                            CASE
                              WHEN `bilateral__both_on_line` AND `part_5`
                              THEN 2
                              WHEN `bilateral__both_on_line`
                              THEN 1
                              ELSE `units`
                            END AS `bilateral__procedures`
                          FROM (
                            SELECT
                              `claim`,
                              `day`,
                              `line`,
                              `anesthesia_factor`,
                              `assistant`,
                              `bilateral`,
                              `co_surgeon`,
                              `component_missing`,
                              `has_anesthesia_factor`,
                              `has_base_units`,
                              `has_charge`,
                              `has_minutes`,
                              `has_row_53`,
                              `locality_missing`,
                              `mod_22`,
                              `mod_26`,
                              `mod_50`,
                              `mod_52`,
                              `mod_53`,
                              `mod_62`,
                              `mod_66`,
                              `mod_73`,
                              `mod_74`,
                              `mod_78`,
                              `mod_AD`,
                              `mod_GY`,
                              `mod_GZ`,
                              `mod_QK`,
                              `mod_QX`,
                              `mod_QY`,
                              `mod_TC`,
                              `mp`,
                              `multiple`,
                              `na_facility`,
                              `na_nonfacility`,
                              `patient_share`,
                              `pc_mp`,
                              `pc_pe_facility`,
                              `pc_pe_nonfacility`,
                              `pc_work`,
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
                              `tc_mp`,
                              `tc_pe_facility`,
                              `tc_pe_nonfacility`,
                              `tc_work`,
                              `team`,
                              `unknown_modifier`,
                              `unmodelled_modifier`,
                              `units`,
                              `part_1`,
                              `part_2`,
                              `part_4`,
                              `part_5`,
                              `part_6`,
                              `part_7`,
                              `part_8`,
                              `part_10`,
                              `part_12`,
                              `factor`,
                              `work_gpci`,
                              `pe_gpci`,
                              `mp_gpci`,
                              `part_16`,
                              `part_17`,
                              `part_20`,
                              `part_22`,
                              `base_units`,
                              `minutes`,
                              `part_25`,
                              `opps_mp`,
                              `part_27`,
                              `part_29`,
                              `part_47`,
                              `practitioner__share`,
                              `part_48`,
                              `charge`,
                              `part_2` AND `hospital_place` AS `part_3`,
                              `part_7` OR `mod_78` AS `part_9`,
                              CASE
                                WHEN `mod_78` AND `part_8`
                                THEN `intra_op`
                                WHEN `part_7`
                                THEN (
                                  CASE WHEN `mod_54` OR `mod_56` THEN CAST(`pre_op` AS BIGINT) ELSE 0 END + CASE WHEN `mod_54` THEN `intra_op` ELSE 0 END
                                ) + CASE WHEN `mod_55` THEN CAST(`post_op` AS BIGINT) ELSE 0 END
                                ELSE 100
                              END AS `split_care__share`,
                              `part_10` AND NOT `mod_AD` AS `part_11`,
                              NOT `part_10` AS `part_13`,
                              (
                                CAST(`work` AS BIGINT) * 1
                              ) * `work_gpci` AS `part_14`,
                              `part_12` OR `part_20` AS `part_21`,
                              `part_22` OR `mod_76` OR `mod_77` OR `mod_78` OR `mod_79` AS `part_23`,
                              CASE
                                WHEN `part_2`
                                THEN CAST(`opps_pe_facility` AS BIGINT)
                                ELSE CAST(`opps_pe_nonfacility` AS BIGINT)
                              END AS `part_26`,
                              `part_4` OR (
                                `units` = 2 AND `bilateral` IN ('1', '2')
                              ) AS `bilateral__both_on_line`,
                              `row` = 'TC' OR `part_1` AS `part_30`,
                              CASE WHEN `part_27` THEN '88' ELSE `imaging_family` END AS `imaging__family`,
                              CASE
                                WHEN `mod_AS`
                                THEN CAST(136 AS BIGINT)
                                WHEN `part_6`
                                THEN 160
                                WHEN `mod_62`
                                THEN 625
                                ELSE 1000
                              END AS `roles__share`
                            FROM (
                              SELECT
                                `claim`,
                                `day`,
                                `line`,
                                `anesthesia_factor`,
                                `assistant`,
                                `bilateral`,
                                `co_surgeon`,
                                `component_missing`,
                                `has_anesthesia_factor`,
                                `has_base_units`,
                                `has_charge`,
                                `has_minutes`,
                                `has_row_53`,
                                `hospital_place`,
                                `imaging_family`,
                                `locality_missing`,
                                `mod_22`,
                                `mod_26`,
                                `mod_50`,
                                `mod_52`,
                                `mod_53`,
                                `mod_54`,
                                `mod_55`,
                                `mod_56`,
                                `mod_62`,
                                `mod_66`,
                                `mod_73`,
                                `mod_74`,
                                `mod_76`,
                                `mod_77`,
                                `mod_78`,
                                `mod_79`,
                                `mod_AD`,
                                `mod_AS`,
                                `mod_GY`,
                                `mod_GZ`,
                                `mod_QK`,
                                `mod_QX`,
                                `mod_QY`,
                                `mod_TC`,
                                `mp`,
                                `multiple`,
                                `na_facility`,
                                `na_nonfacility`,
                                `opps_pe_facility`,
                                `opps_pe_nonfacility`,
                                `patient_share`,
                                `pc_mp`,
                                `pc_pe_facility`,
                                `pc_pe_nonfacility`,
                                `pc_work`,
                                `pctc`,
                                `pe_facility`,
                                `pe_nonfacility`,
                                `place_known`,
                                `place_setting`,
                                `post_op`,
                                `pre_op`,
                                `provider`,
                                `release_missing`,
                                `row`,
                                `row_found`,
                                `status`,
                                `tc_mp`,
                                `tc_pe_facility`,
                                `tc_pe_nonfacility`,
                                `tc_work`,
                                `team`,
                                `unknown_modifier`,
                                `unmodelled_modifier`,
                                `work`,
                                CAST(`units` AS BIGINT) AS `units`,
                                `pctc` = '3' AS `part_1`,
                                `place_setting` = 'facility' AS `part_2`,
                                `mod_50` OR (
                                  `mod_RT` AND `mod_LT`
                                ) AS `part_4`,
                                `bilateral` = '3' AS `part_5`,
                                `mod_80` OR `mod_81` OR `mod_82` OR `mod_AS` AS `part_6`,
                                `mod_54` OR `mod_55` OR `mod_56` AS `part_7`,
                                `global_days` IN ('010', '090') AS `part_8`,
                                CAST(`intra_op` AS BIGINT) AS `intra_op`,
                                `status` = 'J' AS `part_10`,
                                `code` = '01953' AS `part_12`,
                                CAST(`factor` AS BIGINT) AS `factor`,
                                CAST(`work_gpci` AS BIGINT) AS `work_gpci`,
                                CAST(`pe_gpci` AS BIGINT) AS `pe_gpci`,
                                CAST(`mp_gpci` AS BIGINT) AS `mp_gpci`,
                                `status` = 'T' AS `part_16`,
                                `pctc` IN ('1', '4') AS `part_17`,
                                `code` IN ('01968', '01969') AS `part_20`,
                                `mod_59` OR `mod_XE` AS `part_22`,
                                CAST(`base_units` AS BIGINT) AS `base_units`,
                                CAST(`minutes` AS BIGINT) AS `minutes`,
                                `mod_FX` OR `mod_FY` OR `mod_CT` AS `part_25`,
                                CAST(`opps_mp` AS BIGINT) AS `opps_mp`,
                                CAST(1 AS BIGINT) = 1 AS `part_27`,
                                `row` = '26' AS `part_29`,
                                (
                                  CASE WHEN `mod_FX` THEN CAST(8 AS BIGINT) ELSE 10 END * CASE
                                    WHEN `mod_FY`
                                    THEN CASE WHEN `day` >= CAST('2023-01-01' AS DATE) THEN CAST(90 AS BIGINT) ELSE 93 END
                                    ELSE 100
                                  END
                                ) * CASE WHEN `mod_CT` THEN CAST(85 AS BIGINT) ELSE 100 END AS `part_47`,
                                CASE
                                  WHEN `mod_AS`
                                  THEN CAST(100 AS BIGINT)
                                  WHEN `provider` = 'NP'
                                  THEN 85
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
                                END AS `practitioner__share`,
                                CASE WHEN `participating` THEN CAST(100 AS BIGINT) ELSE 95 END AS `part_48`,
                                CAST(`charge` AS BIGINT) AS `charge`
                              FROM `lines`
                            )
                          )
                        )
                      )
                    )
                  )
                )
              )
              WINDOW `w1` AS (
                PARTITION BY `claim`, `day`, `multiple`, `imaging__family`
                ORDER BY `part_31` DESC, `line`
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
              ), `w2` AS (
                PARTITION BY `claim`, `day`, `imaging__family`
                ORDER BY `part_37` DESC, `line`
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
              )
            )
          )
        )
      )
    )
  )
)
