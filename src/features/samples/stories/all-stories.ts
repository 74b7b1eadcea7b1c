import type { SampleStory } from '../sample-story.js'
import { authorityStories } from './authorities.js'
import { cultureStories } from './culture.js'
import { economyStories } from './economy.js'
import { educationStories } from './education.js'
import { healthStories } from './health.js'
import { natureStories } from './nature.js'
import { roadStories } from './roads.js'
import { societyStories } from './society.js'
import { sportStories } from './sport.js'
import { villageStories } from './village.js'

export const allStories: readonly SampleStory[] = [
  ...authorityStories,
  ...cultureStories,
  ...economyStories,
  ...educationStories,
  ...healthStories,
  ...natureStories,
  ...roadStories,
  ...societyStories,
  ...sportStories,
  ...villageStories,
]
