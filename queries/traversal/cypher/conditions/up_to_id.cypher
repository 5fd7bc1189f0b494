«to».«key» <= $«id»
